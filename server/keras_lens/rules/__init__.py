"""One module a rule: looks at the analysed models and yields findings with fixes."""
