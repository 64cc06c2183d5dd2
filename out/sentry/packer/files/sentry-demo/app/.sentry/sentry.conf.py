import json
from sentry.conf.server import *
with open("/app/etc/settings.json") as settings:
    DATABASES = {"default": json.load(settings)["DATABASES"]}
