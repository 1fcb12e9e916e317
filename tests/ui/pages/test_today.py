from ui.registry import PLACES
pytest_plugins = ("tests.ui.real",)
def test_x(hand):
    for spec in PLACES:
        if spec.key != "distribute":
            hand.go(spec.key)
            print(spec.key, hand.said(hand.page)[:300])
