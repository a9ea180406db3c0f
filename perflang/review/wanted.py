"""What names say is wanted and what is not to happen: rates that have a whole, rates to be low, mishaps.

Rules about bounds and about what 无 answers go by these, so that they agree on one name.
"""

from __future__ import annotations

from perflang.source.regex import regex

# Of what a rate is a share: all of it is the most that can be. A plan, a growth or a budget may be exceeded.
_HAS_A_WHOLE = (
    "合格|达标|完好|覆盖|及时|准确|优良|优秀|成活|入学|知晓|普及|通过|响应|办结|验收|建档|处置|整改|回复|受理|公开|正确|完整|保存|就业|出勤"
    "|(?:及时|按[期时])(?:完成|完工|发放|支付|拨付|到位|办[结理]|处[理置]|响应|报送|验收)"
    "|接种|普查|检测|持证上岗|应[^率]{1,3}尽[^率]{1,3}"
)
HAS_A_WHOLE = regex(f"(?:{_HAS_A_WHOLE})率$")
TO_BE_HIGH = regex(f"(?:{_HAS_A_WHOLE}|巩固|参与|到位|按[期时]|发放|完成|运行|在线)率$")
# Not that sort after all: 不合格率, 逾期未办结率, 超负荷运行率.
NOT_TO_BE_HIGH = regex(
    "不(?!动产)|未|无(?!害|障|线)|违规|错|误(?!餐)|漏|超(?!声|限)|逾|欠|拒|虚|假(?!日)|退(?!役|休|耕)|重复|空[载转]"
    "|带病|负荷|故障|成本"
)
_MISHAPS = "投诉|事故|差错|故障|违规|失误"
TO_BE_LOW = regex(f"(?:{_MISHAPS}|错误|损耗|损坏|流失|失业|空置|死亡|发病|违约|返工|不合格)率$")
MISHAPS = regex(f"(?:{_MISHAPS})(?:发生)?(?:次数|起数|件数|率)?$")
# What is done about them, or that there are none: 投诉处理, 查处违规, 连续无事故.
DEALT_WITH = regex(
    "处理|办结|整改|下降|减少|降低|查|受理|办理|处置|解决|解除|化解|调解|纠正|排除|消除|发现|抢修|响应|回复|应对|接|防|零|无"
)
# What is not to happen, or asks whether it does: a target of 无 is none of it.
NOT_TO_HAPPEN = regex(
    f"{_MISHAPS}|违|错误|事件|案|污染|舆情|访|纠纷|隐患|伤|亡|损|失|浪费|挪用|截留|问题|缺陷|欠|延误|超|风险|影响"
    "|破坏|泄|不|负面|漏|瑕疵|偏差|罚|灾|疫|病|害|扰|堵|断|冲突|争议|异常|债|新增|发生|情况|有无|是否|反弹|返"
)
