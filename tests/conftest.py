"""The same examples every time: a failure in the pipeline is the one that was seen at the desk."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "perflang",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# By hand, other examples each time: pytest --hypothesis-profile long tests/test_the_tool.py
settings.register_profile(
    "long", settings.get_profile("perflang"), derandomize=False, max_examples=5000
)
settings.load_profile("perflang")
