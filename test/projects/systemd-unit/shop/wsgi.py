import shop.routes

application = shop.routes.dispatch
