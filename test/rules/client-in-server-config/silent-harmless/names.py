SHOP = "shop"
