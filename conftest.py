"""For the tests of the core and of every plugin: how long something takes is never what is tested."""

from hypothesis import HealthCheck, settings

settings.register_profile("juso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("juso")
