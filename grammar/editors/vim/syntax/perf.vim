" Generated from the grammar by `python3 dev.py generate`; do not edit.
scriptencoding utf-8
if exists('b:current_syntax') || &encoding !=# 'utf-8'
  finish
endif

syntax sync minlines=1
syntax match perfEscape `""` contained

syntax match perfLine14Error `\v^[ \t\u00a0\u3000]*\zs%([^ \t\u00a0\u3000\r][^\r]*)`
highlight default link perfLine14Error perfError
syntax match perfLine13Operator `\v^[ \t\u00a0\u3000]*\zs%([=＝]|[+＋])` nextgroup=@perfEquation
highlight default link perfLine13Operator perfOperator
syntax match perfLine12Level `\v^[ \t\u00a0\u3000]*\zs%(%([^ \t\u00a0\u3000\r/／"#＃|｜=＝+＋\-－≥≤><＞＜≧≦:：][^"≥≤><=＝＞＜≧≦:：\r]*[:：])@=[^/／:：\r]+)` nextgroup=@perfPath
highlight default link perfLine12Level perfLevel
syntax match perfLine11Bar `\v^[ \t\u00a0\u3000]*\zs%([|｜])` nextgroup=@perfText
highlight default link perfLine11Bar perfBar
syntax match perfLine10Marker `\v^[ \t\u00a0\u3000]*\zs%([-－]|目标%([0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4})[:：、]|[0-9０-９]{1,4}%(、|[.．]%([0-9０-９])@!|[)）])|[一二三四五六七八九十百]{1,4}、|[(（]%([0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4})[)）]、?|[①-⑳㉑-㉟㊱-㊿])` nextgroup=@perfText
highlight default link perfLine10Marker perfMarker
syntax match perfLine9Keyword `\v^[ \t\u00a0\u3000]*\zs%(%([Ii][Nn][Dd][Ii][Cc][Aa][Tt][Oo][Rr]|[Oo][Ff][ \t\u00a0\u3000]+[Ww][Hh][Ii][Cc][Hh]|三级指标|其中|指标))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine9Punctuation
highlight default link perfLine9Keyword perfKeyword
syntax match perfLine9Punctuation `\v%([:：])` contained nextgroup=@perfRow
highlight default link perfLine9Punctuation perfPunctuation
syntax match perfLine8Keyword `\v^[ \t\u00a0\u3000]*\zs%(%([Ll][Oo][Nn][Gg]\-[Tt][Ee][Rr][Mm][ \t\u00a0\u3000]+[Tt][Aa][Rr][Gg][Ee][Tt]|[Bb][Aa][Ss][Ee][Ll][Ii][Nn][Ee]|实施周期指标值|[Tt][Aa][Rr][Gg][Ee][Tt]|实施期指标值|实施期目标值|中期指标值|中期目标值|年度指标值|年度目标值|长期指标值|长期目标值|基准值|基期值|基线值|指标值|目标值))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine8Punctuation
highlight default link perfLine8Keyword perfKeyword
syntax match perfLine8Punctuation `\v%([:：])` contained nextgroup=@perfTarget
highlight default link perfLine8Punctuation perfPunctuation
syntax match perfLine7Keyword `\v^[ \t\u00a0\u3000]*\zs%(%([Ss][Cc][Hh][Ee][Dd][Uu][Ll][Ee]|资金支出计划|支出计划))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine7Punctuation
highlight default link perfLine7Keyword perfKeyword
syntax match perfLine7Punctuation `\v%([:：])` contained nextgroup=@perfSchedule
highlight default link perfLine7Punctuation perfPunctuation
syntax match perfLine6Keyword `\v^[ \t\u00a0\u3000]*\zs%(%([Yy][Ee][Aa][Rr][Ll][Yy][ \t\u00a0\u3000]+[Bb][Uu][Dd][Gg][Ee][Tt]|分年度资金|分年度预算))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine6Punctuation
highlight default link perfLine6Keyword perfKeyword
syntax match perfLine6Punctuation `\v%([:：])` contained nextgroup=@perfYearly
highlight default link perfLine6Punctuation perfPunctuation
syntax match perfLine5Keyword `\v^[ \t\u00a0\u3000]*\zs%(%([Ll][Oo][Nn][Gg]\-[Tt][Ee][Rr][Mm][ \t\u00a0\u3000]+[Bb][Uu][Dd][Gg][Ee][Tt]|[Tt][Aa][Ss][Kk][ \t\u00a0\u3000]+[Bb][Uu][Dd][Gg][Ee][Tt]|年度资金申请总额|实施期资金总额|[Bb][Uu][Dd][Gg][Ee][Tt]|中期资金总额|年度资金总额|实施期预算|项目总投资|项目总预算|中期预算|任务资金|任务预算|年度预算|当年预算|资金总额|项目资金|预算金额|总预算|预算数|预算))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine5Punctuation
highlight default link perfLine5Keyword perfKeyword
syntax match perfLine5Punctuation `\v%([:：])` contained nextgroup=@perfEquation
highlight default link perfLine5Punctuation perfPunctuation
syntax match perfLine4Keyword `\v^[ \t\u00a0\u3000]*\zs%(%([Ll][Oo][Nn][Gg]\-[Tt][Ee][Rr][Mm][ \t\u00a0\u3000]+[Gg][Oo][Aa][Ll][Ss]|[Ss][Pp][Ee][Cc][Ii][Ff][Ii][Cc][ \t\u00a0\u3000]+[Gg][Oo][Aa][Ll][Ss]|[Oo][Vv][Ee][Rr][Aa][Ll][Ll][ \t\u00a0\u3000]+[Gg][Oo][Aa][Ll][Ss]|[Ss][Aa][Ff][Ee][Gg][Uu][Aa][Rr][Dd][Ss]|实施周期总体目标|中长期绩效目标|实施期绩效目标|中期绩效目标|分项绩效目标|实施期总目标|工作保障措施|年度总体目标|年度绩效目标|当年绩效目标|总体绩效目标|长期绩效目标|项目年度目标|项目绩效目标|[Gg][Oo][Aa][Ll][Ss]|中长期目标|实施期目标|项目总目标|中期目标|保障措施|分项目标|年度目标|总体目标|绩效目标|长期目标))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine4Punctuation
highlight default link perfLine4Keyword perfKeyword
syntax match perfLine4Punctuation `\v%([:：])` contained nextgroup=@perfList
highlight default link perfLine4Punctuation perfPunctuation
syntax match perfLine3Opening `\v^[ \t\u00a0\u3000]*\zs%(%([Oo][Vv][Ee][Rr][Aa][Ll][Ll][ \t\u00a0\u3000]+[Ee][Xx][Pp][Ee][Nn][Dd][Ii][Tt][Uu][Rr][Ee]|[Pp][Rr][Oo][Jj][Ee][Cc][Tt]|单位整体支出|部门整体支出|整体支出|部门整体|项目名称|项目))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine3Punctuation
highlight default link perfLine3Opening perfOpening
syntax match perfLine3Punctuation `\v%([:：])` contained nextgroup=@perfProject
highlight default link perfLine3Punctuation perfPunctuation
syntax match perfLine2Opening `\v^[ \t\u00a0\u3000]*\zs%(%([Bb][Uu][Dd][Gg][Ee][Tt][ \t\u00a0\u3000]+[Uu][Nn][Ii][Tt]|[Uu][Nn][Ii][Tt]|单位名称|预算单位))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine2Punctuation
highlight default link perfLine2Opening perfOpening
syntax match perfLine2Punctuation `\v%([:：])` contained nextgroup=@perfUnit
highlight default link perfLine2Punctuation perfPunctuation
syntax match perfLine1Keyword `\v^[ \t\u00a0\u3000]*\zs%(%([Ii][Mm][Pp][Ll][Ee][Mm][Ee][Nn][Tt][Ii][Nn][Gg][ \t\u00a0\u3000]+[Uu][Nn][Ii][Tt]|[Cc][Uu][Rr][Rr][Ee][Nn][Cc][Yy][ \t\u00a0\u3000]+[Uu][Nn][Ii][Tt]|[Oo][Tt][Hh][Ee][Rr][ \t\u00a0\u3000]+[Cc][Oo][Ll][Uu][Mm][Nn]|[Tt][Aa][Ss][Kk][ \t\u00a0\u3000]+[Cc][Oo][Nn][Tt][Ee][Nn][Tt]|[Dd][Aa][Tt][Aa][ \t\u00a0\u3000]+[Ss][Oo][Uu][Rr][Cc][Ee]|[Dd][Ee][Ss][Cc][Rr][Ii][Pp][Tt][Ii][Oo][Nn]|[Ee][Xx][Pp][Ll][Aa][Nn][Aa][Tt][Ii][Oo][Nn]|[Ff][Ee][Aa][Ss][Ii][Bb][Ii][Ll][Ii][Tt][Yy]|[Oo][Tt][Hh][Ee][Rr][ \t\u00a0\u3000]+[Ff][Ii][Ee][Ll][Dd]|[Rr][Ee][Ss][Pp][Oo][Nn][Ss][Ii][Bb][Ll][Ee]|[Tt][Aa][Ss][Kk][ \t\u00a0\u3000]+[Pp][Ee][Rr][Ii][Oo][Dd]|[Dd][Ee][Pp][Aa][Rr][Tt][Mm][Ee][Nn][Tt]|[Ii][Mm][Pp][Oo][Rr][Tt][Aa][Nn][Cc][Ee]|[Mm][Oo][Nn][Ee][Yy][ \t\u00a0\u3000]+[Uu][Nn][Ii][Tt]|[Aa][Uu][Tt][Hh][Oo][Rr][Ii][Tt][Yy]|[Dd][Ii][Rr][Ee][Cc][Tt][Ii][Oo][Nn]|[Ff][Rr][Aa][Mm][Ee][Ww][Oo][Rr][Kk]|[Nn][Ee][Cc][Ee][Ss][Ss][Ii][Tt][Yy]|[Cc][Aa][Tt][Ee][Gg][Oo][Rr][Yy]|[Ff][Oo][Oo][Tt][Nn][Oo][Tt][Ee]|[Mm][Ee][Aa][Ss][Uu][Rr][Ee][Ss]|[Cc][Oo][Nn][Tt][Aa][Cc][Tt]|[Gg][Rr][Oo][Uu][Nn][Dd][Ss]|[Hh][Ii][Ss][Tt][Oo][Rr][Yy]|[Mm][Ee][Aa][Ss][Uu][Rr][Ee]|[Pp][Uu][Rr][Pp][Oo][Ss][Ee]|[Ss][Uu][Mm][Mm][Aa][Rr][Yy]|主管部门及代码|指标值确定依据|是否为核心指标|项目设立必要性|[Ll][Ee][Aa][Dd][Ee][Rr]|[Mm][Ee][Tt][Hh][Oo][Dd]|[Nn][Aa][Tt][Uu][Rr][Ee]|[Pp][Ee][Rr][Ii][Oo][Dd]|[Rr][Ee][Mm][Aa][Rr][Kk]|[Ww][Ee][Ii][Gg][Hh][Tt]|业务主管部门|主管部门名称|主管预算部门|任务起止时间|具体实施单位|年度主要任务|指标数据来源|指标计算方法|支出项目类别|是否核心指标|绩效指标描述|项目基本概况|项目存续状态|项目实施保障|项目实施单位|项目承担单位|项目立项依据|项目起止时间|[Bb][Aa][Ss][Ii][Ss]|[Pp][Hh][Oo][Nn][Ee]|可行性分析|指标方向性|立项必要性|项目可行性|项目实施期|项目必要性|项目联系人|项目负责人|[Cc][Oo][Rr][Ee]|[Ff][Oo][Rr][Mm]|[Nn][Oo][Tt][Ee]|[Ss][Ii][Gg][Nn]|[Tt][Aa][Ss][Kk]|[Yy][Ee][Aa][Rr]|主管单位|主管部门|主要任务|主要内容|任务内容|任务名称|任务时间|保证措施|其他栏目|其它栏目|制度措施|取数来源|填表说明|存续状态|实施保障|实施单位|实施周期|实施期限|度量单位|指标体系|指标性质|指标描述|指标方向|指标解释|指标说明|政策依据|数据来源|确定依据|立项依据|联系方式|联系电话|计算公式|计算方式|计算方法|计算符号|计量单位|设立依据|责任人员|责任科室|资金用途|起止时间|运算符号|近三年值|部门名称|重要程度|金额单位|项目内容|项目分类|项目单位|项目周期|项目属性|项目性质|项目描述|项目期限|项目概况|项目概述|项目简介|项目类别|项目类型|预算年度|其他列|其它列|历史值|历年值|可行性|实施期|往年值|必要性|联系人|负责人|责任人|重要性|项目期|任务|依据|分值|备注|年度|描述|方向|权重|概况|用途|表样|表注|说明|部门))[ \t\u00a0\u3000]*%(%([:：]))@=` nextgroup=perfLine1Punctuation
highlight default link perfLine1Keyword perfKeyword
syntax match perfLine1Punctuation `\v%([:：])` contained nextgroup=@perfText
highlight default link perfLine1Punctuation perfPunctuation
syntax match perfLine0Comment `\v^[ \t\u00a0\u3000]*\zs%([#＃]%([^\r]*[^ \t\u00a0\u3000\r])?)`
highlight default link perfLine0Comment perfComment

syntax cluster perfPath contains=perfPath0Punctuation,perfPath1Punctuation,perfPath2Level,perfPath3Error,perfPath4Blank
syntax match perfPath4Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfPath
syntax match perfPath3Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfPath
highlight default link perfPath3Error perfError
syntax match perfPath2Level `\v%([^/／:：\r]+)` contained nextgroup=@perfPath
highlight default link perfPath2Level perfLevel
syntax match perfPath1Punctuation `\v%([/／])` contained nextgroup=@perfPath
highlight default link perfPath1Punctuation perfPunctuation
syntax match perfPath0Punctuation `\v%([:：])` contained nextgroup=@perfRow
highlight default link perfPath0Punctuation perfPunctuation

syntax cluster perfUnit contains=perfUnit0Quoted,perfUnit1Code,perfUnit2Title,perfUnit3Error,perfUnit4Blank
syntax match perfUnit4Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfUnit
syntax match perfUnit3Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfUnit
highlight default link perfUnit3Error perfError
syntax match perfUnit2Title `\v%(%([ \t\u00a0\u3000])@![^\r]*[^ \t\u00a0\u3000\r])` contained nextgroup=@perfEnd
highlight default link perfUnit2Title perfTitle
syntax match perfUnit1Code `\v%([0-9０-９]{1,30})` contained nextgroup=@perfTitle
highlight default link perfUnit1Code perfCode
syntax match perfUnit0Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=))@=` contained nextgroup=perfUnit0Inside
highlight default link perfUnit0Quoted perfQuoted
syntax match perfUnit0Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=)` contained contains=perfEscape nextgroup=@perfEnd
highlight default link perfUnit0Inside perfInside

syntax cluster perfProject contains=perfProject0Quoted,perfProject1Quoted,perfProject2Code,perfProject3Title,perfProject4Error,perfProject5Blank
syntax match perfProject5Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfProject
syntax match perfProject4Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfProject
highlight default link perfProject4Error perfError
syntax match perfProject3Title `\v%(%([ \t\u00a0\u3000])@![^\r]*[^ \t\u00a0\u3000\r])` contained nextgroup=@perfEnd
highlight default link perfProject3Title perfTitle
syntax match perfProject2Code `\v%([0-9０-９][0-9A-Za-z０-９Ａ-Ｚａ-ｚ-]{5,99}|[A-Za-z][A-Za-z]{0,3}[0-9][0-9A-Za-z]{12,99})` contained nextgroup=@perfTitle
highlight default link perfProject2Code perfCode
syntax match perfProject1Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]+[^ \t\u00a0\u3000\r])@=))@=` contained nextgroup=perfProject1Inside
highlight default link perfProject1Quoted perfQuoted
syntax match perfProject1Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]+[^ \t\u00a0\u3000\r])@=)` contained contains=perfEscape nextgroup=@perfTitle
highlight default link perfProject1Inside perfInside
syntax match perfProject0Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=))@=` contained nextgroup=perfProject0Inside
highlight default link perfProject0Quoted perfQuoted
syntax match perfProject0Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=)` contained contains=perfEscape nextgroup=@perfEnd
highlight default link perfProject0Inside perfInside

syntax cluster perfTitle contains=perfTitle0Quoted,perfTitle1Title,perfTitle2Error,perfTitle3Blank
syntax match perfTitle3Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfTitle
syntax match perfTitle2Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfTitle
highlight default link perfTitle2Error perfError
syntax match perfTitle1Title `\v%(%([ \t\u00a0\u3000])@![^\r]*[^ \t\u00a0\u3000\r])` contained nextgroup=@perfEnd
highlight default link perfTitle1Title perfTitle
syntax match perfTitle0Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=))@=` contained nextgroup=perfTitle0Inside
highlight default link perfTitle0Quoted perfQuoted
syntax match perfTitle0Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=)` contained contains=perfEscape nextgroup=@perfEnd
highlight default link perfTitle0Inside perfInside

syntax cluster perfText contains=perfText0Quoted,perfText1Text,perfText2Error,perfText3Blank
syntax match perfText3Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfText
syntax match perfText2Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfText
highlight default link perfText2Error perfError
syntax match perfText1Text `\v%(%([ \t\u00a0\u3000])@![^\r]*[^ \t\u00a0\u3000\r])` contained nextgroup=@perfEnd
syntax match perfText0Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=))@=` contained nextgroup=perfText0Inside
highlight default link perfText0Quoted perfQuoted
syntax match perfText0Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=)` contained contains=perfEscape nextgroup=@perfEnd
highlight default link perfText0Inside perfInside

syntax cluster perfList contains=perfList0Error,perfList1Blank
syntax match perfList1Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfList
syntax match perfList0Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfList
highlight default link perfList0Error perfError

syntax cluster perfYearly contains=perfYearly0Stage,perfYearly1Number,perfYearly2Number,perfYearly3Nothing,perfYearly4Operator,perfYearly5Punctuation,perfYearly6Quoted,perfYearly7Source,perfYearly8Error,perfYearly9Blank
syntax match perfYearly9Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfYearly
syntax match perfYearly8Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfYearly
highlight default link perfYearly8Error perfError
syntax match perfYearly7Source `\v%([^ \t\u00a0\u3000\r0-9０-９=＝+＋()（）"—…/／:：－-]+%(%([-－/／]|[ \t\u00a0\u3000]+%([A-Za-z&])@=)[^ \t\u00a0\u3000\r0-9０-９=＝+＋()（）"—…/／:：－-]+)*)` contained nextgroup=@perfEquation
highlight default link perfYearly7Source perfSource
syntax match perfYearly6Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"))@=` contained nextgroup=perfYearly6Inside
highlight default link perfYearly6Quoted perfQuoted
syntax match perfYearly6Inside `\v%(%([^"\r]|\"\")*\")` contained contains=perfEscape nextgroup=@perfEquation
highlight default link perfYearly6Inside perfInside
syntax match perfYearly5Punctuation `\v%([(（]|[)）])` contained nextgroup=@perfEquation
highlight default link perfYearly5Punctuation perfPunctuation
syntax match perfYearly4Operator `\v%([=＝]|[+＋])` contained nextgroup=@perfEquation
highlight default link perfYearly4Operator perfOperator
syntax match perfYearly3Nothing `\v%([—－-]+|[/／]|…+|\.\.\.+)` contained nextgroup=@perfEquation
highlight default link perfYearly3Nothing perfNothing
syntax match perfYearly2Number `\v%([-－+＋]?[0-9０-９][0-9０-９,，.．]*)` contained nextgroup=@perfEquation
highlight default link perfYearly2Number perfNumber
syntax match perfYearly1Number `\v%([-－+＋]?[0-9０-９][0-9０-９,，.．]*)[ \t\u00a0\u3000]*%(%([^.,，． \t\u00a0\u3000\r0-9０-９=＝+＋()（）"—…]+))@=` contained nextgroup=perfYearly1Unit
highlight default link perfYearly1Number perfNumber
syntax match perfYearly1Unit `\v%([^.,，． \t\u00a0\u3000\r0-9０-９=＝+＋()（）"—…]+)` contained nextgroup=@perfEquation
highlight default link perfYearly1Unit perfUnit
syntax match perfYearly0Stage `\v%(%(19|20|１９|２０)[0-9０-９]{2}%([ \t\u00a0\u3000]*年度?%([ \t\u00a0\u3000]*[:：])?|[ \t\u00a0\u3000]*[:：]|%([ \t\u00a0\u3000=＝\r])@=))` contained nextgroup=@perfEquation
highlight default link perfYearly0Stage perfStage

syntax cluster perfEquation contains=perfEquation0Number,perfEquation1Nothing,perfEquation2Operator,perfEquation3Punctuation,perfEquation4Quoted,perfEquation5Source,perfEquation6Error,perfEquation7Blank
syntax match perfEquation7Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfEquation
syntax match perfEquation6Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfEquation
highlight default link perfEquation6Error perfError
syntax match perfEquation5Source `\v%([^ \t\u00a0\u3000\r0-9０-９=＝+＋()（）"—…/／:：－-]+%(%([-－/／]|[ \t\u00a0\u3000]+%([A-Za-z&])@=)[^ \t\u00a0\u3000\r0-9０-９=＝+＋()（）"—…/／:：－-]+)*)` contained nextgroup=@perfEquation
highlight default link perfEquation5Source perfSource
syntax match perfEquation4Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"))@=` contained nextgroup=perfEquation4Inside
highlight default link perfEquation4Quoted perfQuoted
syntax match perfEquation4Inside `\v%(%([^"\r]|\"\")*\")` contained contains=perfEscape nextgroup=@perfEquation
highlight default link perfEquation4Inside perfInside
syntax match perfEquation3Punctuation `\v%([(（]|[)）])` contained nextgroup=@perfEquation
highlight default link perfEquation3Punctuation perfPunctuation
syntax match perfEquation2Operator `\v%([=＝]|[+＋])` contained nextgroup=@perfEquation
highlight default link perfEquation2Operator perfOperator
syntax match perfEquation1Nothing `\v%([—－-]+|[/／]|…+|\.\.\.+)` contained nextgroup=@perfEquation
highlight default link perfEquation1Nothing perfNothing
syntax match perfEquation0Number `\v%([-－+＋]?[0-9０-９][0-9０-９,，.．]*)[ \t\u00a0\u3000]*` contained nextgroup=perfEquation0Unit,@perfEquation
highlight default link perfEquation0Number perfNumber
syntax match perfEquation0Unit `\v%([^.,，． \t\u00a0\u3000\r0-9０-９=＝+＋()（）"—…]+)` contained nextgroup=@perfEquation
highlight default link perfEquation0Unit perfUnit

syntax cluster perfSchedule contains=perfSchedule0Number,perfSchedule1Stage,perfSchedule2Punctuation,perfSchedule3Quoted,perfSchedule4Stage,perfSchedule5Error,perfSchedule6Blank
syntax match perfSchedule6Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfSchedule
syntax match perfSchedule5Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfSchedule
highlight default link perfSchedule5Error perfError
syntax match perfSchedule4Stage `\v%([^ \t\u00a0\u3000\r,，;；、"]+)` contained nextgroup=@perfStages
highlight default link perfSchedule4Stage perfStage
syntax match perfSchedule3Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"))@=` contained nextgroup=perfSchedule3Inside
highlight default link perfSchedule3Quoted perfQuoted
syntax match perfSchedule3Inside `\v%(%([^"\r]|\"\")*\")` contained contains=perfEscape nextgroup=@perfStages
highlight default link perfSchedule3Inside perfInside
syntax match perfSchedule2Punctuation `\v%([,，;；、])` contained nextgroup=@perfStages
highlight default link perfSchedule2Punctuation perfPunctuation
syntax match perfSchedule1Stage `\v%([^ \t\u00a0\u3000\r,，;；、"]*[^ -~\t\r\u00a0\u3000，；、％．０-９])%(%([0-9０-９]+%([.．][0-9０-９]+)?)[ \t\u00a0\u3000]*%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=))@=` contained nextgroup=perfSchedule1Number
highlight default link perfSchedule1Stage perfStage
syntax match perfSchedule1Number `\v%([0-9０-９]+%([.．][0-9０-９]+)?)[ \t\u00a0\u3000]*%(%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=))@=` contained nextgroup=perfSchedule1Unit
highlight default link perfSchedule1Number perfNumber
syntax match perfSchedule1Unit `\v%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=)` contained nextgroup=@perfStages
highlight default link perfSchedule1Unit perfUnit
syntax match perfSchedule0Number `\v%([0-9０-９]+%([.．][0-9０-９]+)?)[ \t\u00a0\u3000]*%(%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=))@=` contained nextgroup=perfSchedule0Unit
highlight default link perfSchedule0Number perfNumber
syntax match perfSchedule0Unit `\v%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=)` contained nextgroup=@perfStages
highlight default link perfSchedule0Unit perfUnit

syntax cluster perfStages contains=perfStages0Number,perfStages1Stage,perfStages2Punctuation,perfStages3Quoted,perfStages4Stage,perfStages5Error,perfStages6Blank
syntax match perfStages6Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfStages
syntax match perfStages5Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfStages
highlight default link perfStages5Error perfError
syntax match perfStages4Stage `\v%([^ \t\u00a0\u3000\r,，;；、"]+)` contained nextgroup=@perfStages
highlight default link perfStages4Stage perfStage
syntax match perfStages3Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"))@=` contained nextgroup=perfStages3Inside
highlight default link perfStages3Quoted perfQuoted
syntax match perfStages3Inside `\v%(%([^"\r]|\"\")*\")` contained contains=perfEscape nextgroup=@perfStages
highlight default link perfStages3Inside perfInside
syntax match perfStages2Punctuation `\v%([,，;；、])` contained nextgroup=@perfStages
highlight default link perfStages2Punctuation perfPunctuation
syntax match perfStages1Stage `\v%([^ \t\u00a0\u3000\r,，;；、"]*[^ -~\t\r\u00a0\u3000，；、％．０-９])%(%([0-9０-９]+%([.．][0-9０-９]+)?)[ \t\u00a0\u3000]*%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=))@=` contained nextgroup=perfStages1Number
highlight default link perfStages1Stage perfStage
syntax match perfStages1Number `\v%([0-9０-９]+%([.．][0-9０-９]+)?)[ \t\u00a0\u3000]*%(%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=))@=` contained nextgroup=perfStages1Unit
highlight default link perfStages1Number perfNumber
syntax match perfStages1Unit `\v%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=)` contained nextgroup=@perfStages
highlight default link perfStages1Unit perfUnit
syntax match perfStages0Number `\v%([0-9０-９]+%([.．][0-9０-９]+)?)[ \t\u00a0\u3000]*%(%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=))@=` contained nextgroup=perfStages0Unit
highlight default link perfStages0Number perfNumber
syntax match perfStages0Unit `\v%([%％]%([ \t\u00a0\u3000]|[,，;；、]|\r?$)@=)` contained nextgroup=@perfStages
highlight default link perfStages0Unit perfUnit

syntax cluster perfRow contains=perfRow0Quoted,perfRow1Name,perfRow2Error,perfRow3Blank
syntax match perfRow3Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfRow
syntax match perfRow2Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfRow
highlight default link perfRow2Error perfError
syntax match perfRow1Name `\v%(%([ \t\u00a0\u3000])@!%([ \t\u00a0\u3000]*%([^ \t\u00a0\u3000\r≥≤><=＝＞＜≧≦:：(（]+|[(（]%([^()（）\r]*[)）])?))+)` contained nextgroup=@perfSign
highlight default link perfRow1Name perfName
syntax match perfRow0Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*%([≥≤><=＝＞＜≧≦:：]|\r?$))@=))@=` contained nextgroup=perfRow0Inside
highlight default link perfRow0Quoted perfQuoted
syntax match perfRow0Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*%([≥≤><=＝＞＜≧≦:：]|\r?$))@=)` contained contains=perfEscape nextgroup=@perfSign
highlight default link perfRow0Inside perfInside

syntax cluster perfSign contains=perfSign0Operator,perfSign1Punctuation,perfSign2Error,perfSign3Blank
syntax match perfSign3Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfSign
syntax match perfSign2Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfSign
highlight default link perfSign2Error perfError
syntax match perfSign1Punctuation `\v%([:：])` contained nextgroup=@perfValue
highlight default link perfSign1Punctuation perfPunctuation
syntax match perfSign0Operator `\v%([><＞＜][=＝]|[≥≤><=＝＞＜≧≦])` contained nextgroup=@perfValue
highlight default link perfSign0Operator perfOperator

syntax cluster perfTarget contains=perfTarget0Operator,perfTarget1Quoted,perfTarget2Number,perfTarget3Text,perfTarget4Error,perfTarget5Blank
syntax match perfTarget5Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfTarget
syntax match perfTarget4Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfTarget
highlight default link perfTarget4Error perfError
syntax match perfTarget3Text `\v%(%([ \t\u00a0\u3000])@!%([ \t\u00a0\u3000]*%([^ \t\u00a0\u3000\r≥≤><=＝＞＜≧≦:：(（]+|[(（]%([^()（）\r]*[)）])?))+)` contained nextgroup=@perfEnd
syntax match perfTarget2Number `\v%([-－+＋]?[0-9０-９]+%([,，.．][0-9０-９]+)*%([0-9０-９]|[,，.．][0-9０-９]|[ \t\u00a0\u3000]*%([:：∶﹕^*×±][ 0-9０-９]|\/%(10*[千万])@![ 0-9０-９]|[xX'’_][0-9A-Fa-f]|[年月日][ 、/／和及]*[0-9０-９]|比[0-9]|年[底末初中前]|月[底末初上中下前]|日前|[^0-9０-９]{0,4}[—–－~～至到-][ ]*[0-9０-９]))@!)` contained nextgroup=@perfMeasure
highlight default link perfTarget2Number perfNumber
syntax match perfTarget1Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=))@=` contained nextgroup=perfTarget1Inside
highlight default link perfTarget1Quoted perfQuoted
syntax match perfTarget1Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=)` contained contains=perfEscape nextgroup=@perfEnd
highlight default link perfTarget1Inside perfInside
syntax match perfTarget0Operator `\v%([><＞＜][=＝]|[≥≤><=＝＞＜≧≦])` contained nextgroup=@perfValue
highlight default link perfTarget0Operator perfOperator

syntax cluster perfValue contains=perfValue0Quoted,perfValue1Number,perfValue2Text,perfValue3Error,perfValue4Blank
syntax match perfValue4Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfValue
syntax match perfValue3Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfValue
highlight default link perfValue3Error perfError
syntax match perfValue2Text `\v%(%([ \t\u00a0\u3000])@!%([ \t\u00a0\u3000]*%([^ \t\u00a0\u3000\r≥≤><=＝＞＜≧≦:：(（]+|[(（]%([^()（）\r]*[)）])?))+)` contained nextgroup=@perfEnd
syntax match perfValue1Number `\v%([-－+＋]?[0-9０-９]+%([,，.．][0-9０-９]+)*%([0-9０-９]|[,，.．][0-9０-９]|[ \t\u00a0\u3000]*%([:：∶﹕^*×±][ 0-9０-９]|\/%(10*[千万])@![ 0-9０-９]|[xX'’_][0-9A-Fa-f]|[年月日][ 、/／和及]*[0-9０-９]|比[0-9]|年[底末初中前]|月[底末初上中下前]|日前|[^0-9０-９]{0,4}[—–－~～至到-][ ]*[0-9０-９]))@!)` contained nextgroup=@perfMeasure
highlight default link perfValue1Number perfNumber
syntax match perfValue0Quoted `\v%(\")%(%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=))@=` contained nextgroup=perfValue0Inside
highlight default link perfValue0Quoted perfQuoted
syntax match perfValue0Inside `\v%(%([^"\r]|\"\")*\"%([ \t\u00a0\u3000]*\r?$)@=)` contained contains=perfEscape nextgroup=@perfEnd
highlight default link perfValue0Inside perfInside

syntax cluster perfMeasure contains=perfMeasure0Unit,perfMeasure1Error,perfMeasure2Blank
syntax match perfMeasure2Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfMeasure
syntax match perfMeasure1Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfMeasure
highlight default link perfMeasure1Error perfError
syntax match perfMeasure0Unit `\v%(%([ \t\u00a0\u3000])@!%([ \t\u00a0\u3000]*%([^ \t\u00a0\u3000\r≥≤><=＝＞＜≧≦:：(（]+|[(（]%([^()（）\r]*[)）])?))+)` contained nextgroup=@perfEnd
highlight default link perfMeasure0Unit perfUnit

syntax cluster perfEnd contains=perfEnd0Error,perfEnd1Blank
syntax match perfEnd1Blank `\v%([ \t\u00a0\u3000]+)` contained nextgroup=@perfEnd
syntax match perfEnd0Error `\v%([^ \t\u00a0\u3000\r][^\r]*)` contained nextgroup=@perfEnd
highlight default link perfEnd0Error perfError

highlight default link perfComment Comment
highlight default link perfOpening Structure
highlight default link perfKeyword Statement
highlight default link perfLevel Type
highlight default link perfMarker Special
highlight default link perfBar Special
highlight default link perfCode Constant
highlight default link perfTitle Title
highlight default link perfName Identifier
highlight default link perfSource Identifier
highlight default link perfStage PreProc
highlight default link perfQuoted String
highlight default link perfInside String
highlight default link perfEscape SpecialChar
highlight default link perfOperator Operator
highlight default link perfNumber Number
highlight default link perfUnit Type
highlight default link perfNothing Constant
highlight default link perfPunctuation Delimiter
highlight default link perfError Error

let b:current_syntax = 'perf'
