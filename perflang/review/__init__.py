"""What a reviewer of the finance bureau would send a text back for. A rule is a file of ``rules`` and its page."""

from perflang.review.engine import all_rules, review
from perflang.review.profile import PLAIN, Profile, profile_names, profile_of
from perflang.review.view import Around, View

__all__ = [
    "PLAIN",
    "Around",
    "Profile",
    "View",
    "all_rules",
    "profile_names",
    "profile_of",
    "review",
]
