"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from blog.operations.content_type import readable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")

application = readable(get_wsgi_application())
