from time import sleep  # expect: GVT101
from select import poll  # expect: GVT101
from socket import gethostbyname
