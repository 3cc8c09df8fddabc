"""Journeys: a real server, a real worker, a real browser, and nothing injected behind the pages."""
