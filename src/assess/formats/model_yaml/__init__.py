"""The model file's form: reading with positions, shape, rules, warnings, records.

::

    text ── nodes (YAML → positions) ── schema (shape) ── checks (rules) ── build (records)
                                             └ messages (sentences)   └ health (warnings)
"""
