"""The same examples every time: a failure in the pipeline is the one that was seen at the desk."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "perflang",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("perflang")
