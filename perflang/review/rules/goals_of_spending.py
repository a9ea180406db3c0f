"""PF533: goals that only say what is bought or paid for: 用于购置办公设备; 保障人员经费支出.

Looks at the goals of the year, and only where every one of them says no more. A figure, an effect or a result in
one of them is a goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import is_placeholder
from perflang.source.regex import regex
from perflang.values import half_width

CODE = "PF533"
_LONGEST = 80
_SPENDING = regex(
    "(?:本|该)?(?:项目|资金|经费|专项)*(?:资金|经费)?(?:主要|全部|专项)*(?:用于|用作|用来|是指|包括)(?!.*(?:以|从而|使|实现|达到))[^。;]{2,60}"
    "|(?:足额|按时|及时)?(?:保障|支付|安排|列支|拨付|解决)?[^,。;0-9]{0,30}(?:经费|费用|支出|开支|费)(?:等)?(?:的?(?:支出|开支|支付|缺口|经费|费用))?(?:等)?"
)
_RESULT = regex(
    "[0-9%]|提升|提高|改善|促进|增强|完善|实现|达到|达标|运[转行](?!经费|费|的?支出)|完成|确保|减少|降低|规范|推动|推进|惠及|受益|缓解|稳定|方便|覆盖|支持|扶持|引导|鼓励|培[养育]|消除|加快|深化|打造|建[成立]|形成|有效|增加|服务水平|满意|健康|安全|化解|控制"
)


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first goal of such a project."""
    goals = [goal for goal in around.project.goals if not is_placeholder(goal.text)]
    if not goals or around.is_whole:
        return
    if all(_is_spending(goal.text) for goal in goals):
        yield around.finding(CODE, goals[0].at["text"], {"text": goals[0].text})


@lru_cache(maxsize=4096)
def _is_spending(text: str) -> bool:
    plain = half_width(text).replace(" ", "").strip("。.;,、\n")
    if not plain or len(plain) > _LONGEST or _RESULT.search(plain):
        return False
    return _SPENDING.fullmatch(plain) is not None
