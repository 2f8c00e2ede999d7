//! How many tests a runner says it ran.

use std::ops::AddAssign;

/// Tests that held and tests that did not.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads the summary lines of nextest, cargo test, vitest and Playwright.
pub(crate) fn count(output: &str) -> Counts {
    let mut counts = Counts::default();
    for line in output.lines().map(str::trim) {
        let nextest = line.starts_with("Summary [");
        let cargo = line.starts_with("test result:");
        let vitest = line.starts_with("Tests ");
        if nextest || cargo || vitest {
            counts += Counts {
                passed: before(line, "passed"),
                failed: before(line, "failed") + before(line, "timed") + before(line, "exec"),
            };
        } else if let Some((number, word)) = line.split_once(' ')
            && let Ok(number) = number.parse::<u64>()
        {
            // Playwright's summary: `12 passed (30s)`, `1 failed`, `1 flaky`, each on a line of its own.
            let bare = |name: &str| word == name || word.starts_with(&format!("{name} ("));
            counts += Counts {
                passed: if bare("passed") { number } else { 0 },
                failed: if bare("failed") || bare("flaky") { number } else { 0 },
            };
        }
    }
    counts
}

/// The number that stands before a word.
fn before(line: &str, word: &str) -> u64 {
    let words: Vec<&str> = line.split_whitespace().map(|it| it.trim_matches([',', ';', '(', ')', '.'])).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_four_runners() {
        let cases = [
            ("     Summary [   3.100s] 45 tests run: 44 passed (1 slow), 1 failed, 2 skipped", 44, 1),
            ("     Summary [   3.100s] 45 tests run: 43 passed, 1 failed, 1 timed out, 0 skipped", 43, 2),
            ("test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 5, 2),
            ("      Tests  1 failed | 11 passed (12)", 11, 1),
            ("  1 failed\n    [chromium] › a.spec.ts:3:1 › x\n  12 passed (30.1s)", 12, 1),
            ("  1 flaky\n  3 passed (1.0m)", 3, 1),
            ("Test Files  2 passed (2)", 0, 0),
            ("2 passed by on the way", 0, 0),
        ];
        for (line, passed, failed) in cases {
            assert_eq!(count(line), Counts { passed, failed }, "{line}");
        }
    }
}
