import unittest
import xml.etree.ElementTree as xml

from harness import picture, plan
from harness.plan import Measurement
from harness.report import Results


def results(*subjects):
    found = Results({})
    for subject, rate in subjects:
        found.add(Measurement("detail", 8, 1000, subject, None), {"per_second": rate})
    return found


def bars(*rates):
    drawn = picture.picture([("list@1", plan.CINDER, ours, theirs, ours / theirs) for ours, theirs in rates])
    return [float(one.get("width")) for one in xml.fromstring(drawn).iter() if one.get("rx")]


class PictureTest(unittest.TestCase):
    def test_ours_and_theirs_are_drawn_with_how_many_times(self):
        drawn = picture.beside_the_real_ones(results((plan.OURS, 4000.0), (plan.CINDER, 16.0)))
        texts = [one.text for one in xml.fromstring(drawn).iter() if one.tag.endswith("text")]
        for words in ("4,000", "16.0", "250 ×", "Cinder, 8 clients"):
            self.assertIn(words, texts)

    def test_each_ten_times_as_many_are_as_far_apart(self):
        axis = picture.WIDTH - picture.LEFT - picture.RIGHT
        self.assertEqual(bars((10.0, 0.1), (1.0, 10.0)), [axis, 1.0, axis / 2, axis])

    def test_one_that_is_slower_than_theirs_is_drawn_too(self):
        axis = picture.WIDTH - picture.LEFT - picture.RIGHT
        self.assertEqual(bars((1.0, 100.0)), [1.0, axis])

    def test_nothing_is_drawn_of_what_did_nothing(self):
        self.assertIsNone(picture.beside_the_real_ones(results((plan.OURS, 4000.0), (plan.CINDER, 0.0))))

    def test_figures_are_short(self):
        self.assertEqual([picture.short(value) for value in (5948.2, 15.49, 8.72, 0.0999)], ["5,948", "15.5", "8.7", "0.10"])

    def test_without_the_real_ones_there_is_nothing_to_draw(self):
        self.assertIsNone(picture.beside_the_real_ones(results((plan.OURS, 4000.0))))


if __name__ == "__main__":
    unittest.main()
