"""Looking up elements with XPath."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["lxml"], "cpu": True}


@library
def patched():
    from lxml import etree

    def prepare(size):
        tree = etree.fromstring(b"<a>" + b'<b c="1"><d/></b>' * size + b"</a>")
        return lambda: tree.xpath('count(//b[d][@c="1"]/following-sibling::b/d)')

    return grow(prepare, 200)


@cure
def threadpool():
    return in_pool(patched())
