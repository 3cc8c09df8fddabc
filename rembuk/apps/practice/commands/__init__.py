"""Commands of the console script; each module has `main(argv, lang)` and is started by rembuk.site.cli."""
