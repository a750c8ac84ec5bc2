"""For the tests of the core and of every plugin: how long something takes is never what is tested."""

from hypothesis import settings

settings.register_profile("juso", deadline=None)
settings.load_profile("juso")
