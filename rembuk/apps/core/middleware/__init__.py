"""What every request passes: headers, language, refusals, and the cache of public pages."""
