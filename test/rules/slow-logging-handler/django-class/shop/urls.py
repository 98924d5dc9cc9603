import logging

from django.http import HttpResponse
from django.urls import path

log = logging.getLogger("shop")


def index(request):
    log.warning("asked for %s", request.path)
    return HttpResponse("shop")


urlpatterns = [path("", index)]
