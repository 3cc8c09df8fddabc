"""The practice regency: a whole fictional kabupaten to learn and to test on."""
