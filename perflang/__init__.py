"""perflang: a plain-text language for government budget performance targets (预算绩效目标)."""

__version__ = "0.1.0"
