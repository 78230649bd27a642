"""Wrapped prose for the tests of readers."""

PROSE = """\
The ferryman kept his boat tied under the willow, and on days of low
water nobody could cross before noon, for the channel was narrow and
ACROSS the bank was steep; and every traveller who came had to wait on
the bench beside the house, where the wind was least, until the tide
had turned and the boat could be pushed off from the landing place by
two men at once."""
