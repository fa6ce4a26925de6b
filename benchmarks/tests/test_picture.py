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


class PictureTest(unittest.TestCase):
    def test_ours_and_theirs_are_drawn_with_how_many_times(self):
        drawn = picture.beside_the_real_ones(results((plan.OURS, 4000.0), (plan.CINDER, 16.0)))
        texts = [one.text for one in xml.fromstring(drawn).iter() if one.tag.endswith("text")]
        for words in ("4,000", "16", "250 ×", "Cinder, 8 clients"):
            self.assertIn(words, texts)

    def test_a_tenth_is_as_far_from_one_as_ten(self):
        drawn = picture.picture([("list@1", plan.CINDER, 10.0, 0.1, 100.0)])
        widths = [float(one.get("width")) for one in xml.fromstring(drawn).iter()
                  if one.get("rx")]
        axis = picture.WIDTH - picture.LEFT - picture.RIGHT
        self.assertEqual(widths, [float(axis), 1.0])

    def test_without_the_real_ones_there_is_nothing_to_draw(self):
        self.assertIsNone(picture.beside_the_real_ones(results((plan.OURS, 4000.0))))


if __name__ == "__main__":
    unittest.main()
