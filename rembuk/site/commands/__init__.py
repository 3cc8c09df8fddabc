"""Commands of the installation as a whole; each module has `main(argv, lang) -> exit status`."""
