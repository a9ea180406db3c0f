"""Floor 4: what may have been meant by a line that is wrong, in the writer's own words.

Every line that is suggested has been read and analysed before: a suggestion works.
"""

from perflang.advice.advise import advise

__all__ = ["advise"]
