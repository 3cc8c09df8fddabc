"""What granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from rembuk.apps.core.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembuk.site.settings")
application = get_wsgi_application()
refuse_unsafe_start()
gc.freeze()  # what was loaded stays: a collection looks only at what requests made, and is short
