"""Who may do what, when, and why not: tables that a planner can read, and the few questions asked of them.

Pure Python, kept apart from Django, so that the same rules answer a page, a job, a test and the printed book.
"""
