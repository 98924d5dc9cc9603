import pytest
import requests


@pytest.mark.parametrize("path", ["/", "/about"])
def test_page(path):
    assert requests.get("https://shop.example" + path).ok
