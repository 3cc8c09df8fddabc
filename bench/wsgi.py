"""Rembuk as granian serves it, also with less than FULL: the server itself refuses to start so."""

import gc

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
gc.freeze()
