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

    def test_quiet_is_once_little_is_used(self):
        used = iter([0, 1000, 1000, 1000])
        self.assertTrue(processes.await_quiet(look=0.01, busy=lambda: next(used)))
        self.assertEqual(list(used), [])

    def test_what_never_gets_quiet_is_not_waited_for_for_ever(self):
        used = iter(range(0, 100_000, 1000))
        self.assertFalse(processes.await_quiet(seconds=0.05, look=0.01, busy=lambda: next(used)))


if __name__ == "__main__":
    unittest.main()
