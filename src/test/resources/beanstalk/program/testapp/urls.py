import logging
import os

from django.http import HttpResponse, JsonResponse
from django.urls import path

from testapp.models import Item


def health(request):
    return HttpResponse("well\n", content_type="text/plain")


def home(request):
    logging.info("somebody came")
    return HttpResponse(f"version {os.environ.get('PROGRAM', '1')}: {Item.objects.count()} " + "x" * 5000)


def host(request):
    return JsonResponse({"host": request.get_host(), "secure": request.is_secure()})


def database_url(request):
    return HttpResponse(os.environ.get("DATABASE_URL", "none"), content_type="text/plain")


urlpatterns = [
    path("health", health),
    path("", home),
    path("host", host),
    path("database-url", database_url),
]
