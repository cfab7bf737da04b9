.global from_an_object
from_an_object: ret
