import unittest

from harness import processes


class ProcessesTest(unittest.TestCase):
    def test_a_name_may_have_spaces_and_parentheses(self):
        fields = "S 7 1 1 0 -1 0 0 0 0 0 " + "100 50 25 25 " + "20 0 1"
        parent, seconds = processes.parse_stat(f"42 (a) b) {fields}")
        self.assertEqual(parent, 7)
        self.assertAlmostEqual(seconds, 200 / processes.TICKS)

    def test_descendants_count_and_strangers_do_not(self):
        table = {1: (0, 0.0), 2: (1, 1.0), 3: (2, 1.0), 4: (1, 1.0)}
        self.assertEqual(processes.tree([2], table), {2, 3})

    def test_memory_is_the_shared_part_once(self):
        self.assertEqual(processes.parse_pss("Rss:  900 kB\nPss:  400 kB\nPss_Dirty: 1 kB\n"), 400 * 1024)

    def test_this_process_has_cpu_seconds(self):
        import os
        self.assertGreater(processes.cpu_seconds([os.getpid()]), 0)
        self.assertGreater(processes.pss([os.getpid()]), 1024 * 1024)


if __name__ == "__main__":
    unittest.main()
