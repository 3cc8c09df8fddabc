"""Bad input, as it comes in real life and as somebody makes it up: never a 5xx; what is stored is inert."""

# ruff: noqa: E501  a row of a table is read as a row

MARKUP = "\"'><img src=x onerror=alert(1)><script>alert(2)</script></textarea>{{7*7}}{%raw%}"
FORMULA = "=cmd|' /C calc'!A0"
TYPESET = '#panic("x") $x$ @nobody <label> \\'
POISON = f"{FORMULA} {MARKUP} {TYPESET}"
SHORT_POISON = "\"'><b>x"

# Each row of the corpus of the design, and where it stands: a text below, a query, a path, or a test.
ROWS = {
    "NUL": ("nul", "q=%00", "/usulan/%00/", "a_body_that_no_browser_sends_is_answered_with_a_page", "nul in a table"),
    "lone surrogates": ("half a sign", "q=%ED%A0%80", "a_body_that_no_browser_sends_is_answered_with_a_page"),
    "RTL override": ("right to left", "/panduan/\u202e/"),
    "4-byte emoji": ("emoji", "/musyawarah/\U0001f642/"),
    "combining marks x 1,000": ("combining marks",),
    "10 MB body": ("a_body_over_the_limit_is_refused_with_a_way_back",),
    "1,000 fields (`DATA_UPLOAD_MAX_NUMBER_FIELDS`)": ("a_body_over_the_limit_is_refused_with_a_way_back",),
    "int > 2^63 (SQLite OverflowError => 500 unless caught)": ("over 63 bits", "over 64 bits"),
    "NaN / Infinity coordinates": ("not a number", "infinite", "lat=NaN&lon=Infinity"),
    "lat and lon swapped (Indonesia: lat -11..6, lon 95..141)": (
        "lat=95&lon=-6", "a_border_that_can_be_mended_is_mended_and_told", "coordinates_the_wrong_way_round_are_asked_about"),
    "negative and overflowing Rupiah": ("negative rupiah", "overflowing rupiah"),
    "date 0001 and 9999": ("first day", "last day"),
    "`%2F` in paths": ("/usulan/%2F/",),
    "duplicated parameters": ("q=a&q=b&q=c", "a_field_that_comes_twice_does_no_harm"),
    "`?page=-1` and `1e9`": ("page=-1", "page=1e9", "below zero", "large page"),
    "geometry of 1M vertices, self-crossing, empty": (
        "a million corners", "no corners", "empty ring", "a_border_that_can_be_mended_is_mended_and_told"),
    "CSV `=cmd|..`": ("formula", "what_people_type_is_shown_inert_everywhere"),
    "XLSX bomb": ("xlsx bomb",),
    "XXE": ("foreign entity",),
    "SVG script": ("svg", "svg under another name"),
    "polyglot JPEG": ("a_picture_is_made_anew_without_its_place_and_without_what_hides_in_it",),
    "EXIF bomb": ("a_picture_is_made_anew_without_its_place_and_without_what_hides_in_it",),
    "ZIP slip": ("zip slip",),
    "NIK with 15/17 digits, full-width digits, spaces": (
        "15 digits", "17 digits", "16 full-width digits", "16 digits with spaces"),
}  # fmt: skip

# What one field or query key may hold.
TEXTS = {
    "markup": MARKUP,
    "formula": FORMULA,
    "full-width formula": "＝1＋1",
    "typesetting": TYPESET,
    "right to left": "\u202egnp.exe \u2066nuwis\u2069",
    "emoji": "🙂👩‍🌾🇮🇩",
    "combining marks": "a" + "\u0301" * 1_000,
    "nul": "a\x00b",
    "half a sign": "\ud800",
    "not a character": "\ufffe\uffff\x0b\x1b[31m",
    "nothing but spaces": " \t\u00a0\u2003\u200b ",
    "very long": "x" * 100_000,
    "below zero": "-1",
    "zero": "0",
    "large page": "1000000000",
    "over 63 bits": str(2**63),
    "over 64 bits": "9" * 400,
    "digits of another script": "１２٣٤",
    "superscript": "²",
    "not a number": "NaN",
    "infinite": "Infinity",
    "exponent": "1e308",
    "overflowing rupiah": "Rp 9.999.999.999.999.999.999,99",
    "negative rupiah": "-5000000",
    "first day": "0001-01-01",
    "last day": "9999-12-31T23:59",
    "no day": "2027-02-30",
    "far day": "99999-01-01",
    "15 digits": "320123456789012",
    "16 digits": "3201234567890123",
    "16 digits with spaces": "3201 2345 6789 0123",
    "17 digits": "32012345678901234",
    "16 full-width digits": "３２０１２３４５６７８９０１２３",
    "quoted": "' OR 1=1; --",
    "percent": "%(x)s {0} %n",
    "way up": "../../../../etc/passwd",
    "other site": "//jahat.example/%2e%2e",
    "script address": "javascript:alert(1)",
    "line breaks": "a\r\nSet-Cookie: b=1\r\n\r\n<p>",
    "json": '{"__proto__": {"a": [1]}}',
    "regular expression": "(a+)+$" * 20,
    "wildcards": "%_%\\_[^a]*?" * 50,
}
# Raw query strings that no browser makes.
QUERIES = (
    "q=%00", "q=%ED%A0%80", "q=%FF%FE", "q=a&q=b&q=c", "=", "&&&", "q", "q[]=1&q[a]=2", "%", "q=%", "q=%zz",
    "q=" + "a" * 7_000, "&".join(f"a{n}=1" for n in range(1_001)), "page=-1", "page=1e9", "sesudah=-1",
    "sebelum=99999999999999999999", "lat=95&lon=-6", "lat=NaN&lon=Infinity",
)  # fmt: skip
# Paths that look like one of ours.
PATHS = (
    "/usulan/%2F/", "/usulan/%00/", "/usulan/" + "A" * 5_000 + "/", "/usulan/NSW-27-../", "/wilayah/%2e%2e/",
    "/wilayah/99.01.01.9999/", "/wilayah/9/", "/foto/%2e%2e%2fsecret-key", "/foto/..%5csecret-key", "/foto/x.svg",
    "/dokumen/99999999999999999999/v1/", "/dokumen/2028/v99999999999999999999/", "/dokumen/0/v0/",
    "/persiapan/99999999999999999999/tahapan/", "/pengguna/99999999999999999999/", "/undangan/%ED%A0%80/",
    "/en/en/", "//jahat.example/", "/\\jahat.example/", "/static/../settings.py", "/.git/config", "/panduan/\u202e/",
    "/tugas/penjelasan/0/", "/musyawarah/\U0001f642/",
)  # fmt: skip
