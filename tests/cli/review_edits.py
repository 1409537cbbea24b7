"""The seeded edits of review_test.py: name, edit, article, groups (type, kind of change, how many).

The groups were read one by one: run `review_test.py --show` after a change of the rules, see that each group is what the edit has to do to
its sentence, and write it down here.
"""


def lexicon(pack, name, do, *args):
    def edit(rules):
        import __main__ as test
        getattr(test, do)(rules / pack / f"{name}.tsv", *args)
    return edit


def rule(pack, rule_id):
    def edit(rules):
        import __main__ as test
        test.drop_rule(rules / pack, rule_id)
    return edit


EDITS = [
    ("hectare-lost", lexicon("en", "units", "drop", "hectare"), "The farm has 400 hectares.", [("quantity", "changed", 1)]),
    ("mile-code", lexicon("en", "units", "put", "mile", "code", "km"), "The road is 12 miles long.", [("quantity", "changed", 1)]),
    ("tenge-lost", lexicon("en", "currencies", "drop", "tenge"), "The bridge cost 5 million tenge.", [("quantity", "changed", 1)]),
    ("rand-code", lexicon("en", "currencies", "put", "rand", "code", "ZWL"), "The bridge cost 5 million rand.", [("quantity", "changed", 1)]),
    ("dozen-value", lexicon("en", "numerals", "put", "dozen", "value", "13"), "He bought a dozen eggs.", [("quantity", "changed", 1)]),
    ("lakh-lost", lexicon("en", "numerals", "drop", "lakh"), "They planted 3 lakh trees.", [("quantity", "moved", 1)]),
    ("march-lost", lexicon("en", "months", "drop", "March"), "It rained on March 3.", [("time", "removed", 1)]),
    ("april-is-may", lexicon("en", "months", "put", "April", "month", "5"), "It rained on April 3.", [("time", "changed", 1)]),
    ("percent-lost", lexicon("en", "units", "drop", "percent"), "The share was 12 percent.", [("observation", "removed", 1), ("quantity", "changed", 1)]),
    ("lima-lost", lexicon("shared", "places", "drop", "Lima"), "It rained in Lima.", [("place", "removed", 1)]),
    ("lima-country", lexicon("shared", "places", "put", "Quito", "iso", "PE"), "It rained in Quito.", [("place", "changed", 1)]),
    ("new-city", lexicon("shared", "places", "like", "Lima", "Vostrograd"), "It rained in Vostrograd.", [("place", "added", 1)]),
    ("jsc-lost", lexicon("shared", "legal_forms", "drop", "JSC"), "The mill belongs to Norland Cotton JSC.", [("organization", "removed", 1)]),
    ("new-unit", lexicon("en", "units", "like", "hectare", "florrup"), "The farm has 400 florrups.", [("quantity", "changed", 1)]),
    ("new-currency", lexicon("en", "currencies", "like", "tenge", "zorkmid"), "The bridge cost 5 million zorkmid.", [("quantity", "changed", 1)]),
    ("tuesday-lost", lexicon("en", "weekdays", "drop", "Tuesday"), "It rained on Tuesday.", [("time", "removed", 1)]),
    ("decade-rule", rule("en", "en.time.decade"), "It rained in the 1990s.", [("time", "removed", 1)]),
    ("summer-lost", lexicon("en", "seasons", "drop", "summer"), "It rained in the summer of 2023.", [("time", "moved", 1)]),
    ("million-scale", lexicon("en", "numerals", "put", "billion", "value", "1000000"), "The bridge cost 5 billion yen.", [("quantity", "changed", 1)]),
    ("rise-direction", lexicon("en", "changes", "put", "fall", "direction", "up"), "Rents fell 5%.", [("quantity", "changed", 1)]),
]
