/** The files of `examples/shop-fixed` by path: put in when the suite is bundled, since a browser cannot read them. */
declare const SHOP_FIXED: Readonly<Record<string, string>>;

/** What the cures must make of the shop, by path. */
export const fixedShop = SHOP_FIXED;
