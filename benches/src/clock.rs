//! CPU time, which another process's hunger disturbs less than the clock on the wall.

use std::time::Duration;

use nix::{
    sys::{
        resource::{UsageWho, getrusage},
        time::TimeValLike,
    },
    time::{ClockId, clock_gettime},
};

/// Returns the CPU time that this process has used.
#[must_use]
pub fn own() -> Duration {
    let now = clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).expect("the clock is there on every Unix");
    Duration::from(now)
}

/// Returns the CPU time of all child processes that have ended, and of theirs.
#[must_use]
pub fn children() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the counts are there on every Unix");
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Duration::from_micros(microseconds.unsigned_abs())
}

/// Runs something, and returns the CPU time that it took with what it gave.
pub fn time<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let begin = own();
    let value = std::hint::black_box(run());
    (own() - begin, value)
}

/// Runs something that starts processes and waits for them, and returns their CPU time.
pub fn time_children<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let begin = children();
    let value = run();
    (children() - begin, value)
}

/// Returns the median; zero of nothing.
#[must_use]
pub fn median(mut values: Vec<Duration>) -> Duration {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}
