import requests
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.transaction import atomic
from django.utils.decorators import method_decorator
from django.views import View

from .models import Order


@transaction.atomic
def pay(request, pk):
    order = Order.objects.select_for_update().get(pk=pk)
    answer = requests.post("https://bank.example/charge", json={"order": pk})  # expect: GVT307
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    order.reference = answer.json()["reference"]
    order.save()


@atomic(using="orders")
def cancel(request, pk):
    Order.objects.filter(pk=pk).delete()
    send_mail("Cancelled", "…", "shop@example.com", ["you@example.com"])  # expect: GVT307


def ship(request, pk):
    rate = requests.get("https://carrier.example/rate").json()  # expect: GVT307
    with transaction.atomic():
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Order.objects.filter(pk=pk).update(rate=rate)


def forget(request, pk):
    with transaction.atomic():
        User.objects.filter(pk=pk).delete()
    # The others must know, too.
    requests.delete(  # expect: GVT307
        f"https://newsletter.example/{pk}",
        timeout=5,
    )
    return None


def both(request, pk):
    with transaction.atomic():
        with transaction.atomic():
            User.objects.filter(pk=pk).delete()
            requests.delete(f"https://newsletter.example/{pk}")  # expect: GVT307


class Refund(View):
    @method_decorator(transaction.atomic)
    def post(self, request, pk):
        Order.objects.filter(pk=pk).update(refunded=True)
        requests.post("https://bank.example/refund", json={"order": pk})  # expect: GVT307


def fine(request, pk):
    rate = requests.get("https://carrier.example/rate").json()
    with transaction.atomic():
        Order.objects.filter(pk=pk).update(rate=rate)
        transaction.on_commit(lambda: requests.post("https://carrier.example/book"))
    requests.post("https://carrier.example/book")
