"""stub"""


def verify_store(store): ...
