"""How the model of ``kg/mention/model`` is trained and measured: ``python -m tools.training``."""
