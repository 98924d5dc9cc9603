from django.urls import path

from . import views

urlpatterns = [
    path("pay/<int:pk>", views.pay),
    path("cancel/<int:pk>", views.cancel),
    path("ship/<int:pk>", views.ship),
    path("forget/<int:pk>", views.forget),
    path("both/<int:pk>", views.both),
    path("refund/<int:pk>", views.Refund.as_view()),
    path("fine/<int:pk>", views.fine),
]
