# greenlint: ignore-file[obsolete-monkey-patch] kept for the old deployment
from gevent import monkey

monkey.patch_sys()
monkey.patch_all  # greenlint: ignore[uncalled-monkey-patch] on purpose
monkey.patch_all  # noqa: E501  # greenlint: ignore[GVT109]
(
    monkey
    .patch_all
)  # greenlint: ignore[GVT109] at the logical line's end
monkey.patch_all  # NOQA: F401, GVT109
text = "# greenlint: ignore[spawn-of-call]"
