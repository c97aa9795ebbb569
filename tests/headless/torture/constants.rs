//! Tests that a graph comes back from constants at their extremes, and from random edits.

use gradswarm::layout::{Constant, Dimensions, Integrator, Law, Settings};

use super::name;
use crate::common::mishaps::{self, Dice, Ward, any_settings, numbers::extremes, small_graph};

/// Sets constants for a while and puts them back.
fn extreme(settings: Settings, set: &[(Constant, f64)]) -> Result<u32, String> {
    let mut dice = Dice::new(3);
    let mut ward = Ward::new(small_graph(&mut dice, 12, settings));
    ward.ticks(20)?;
    for &(constant, value) in set {
        assert!(ward.engine.settings.constants.set(constant, value));
    }
    ward.ticks(60)?;
    ward.reset();
    ward.recover(mishaps::RECOVERY)
}

fn report(broken: &[String], runs: usize, longest: u32) {
    println!("{runs} runs; the longest way back took {longest} ticks");
    let some: Vec<_> = broken.iter().take(12).map(String::as_str).collect();
    assert!(
        broken.is_empty(),
        "{} of {runs} runs:\n{}",
        broken.len(),
        some.join("\n")
    );
}

#[test]
fn every_constant_at_its_extremes() {
    let (mut broken, mut runs, mut longest) = (Vec::new(), 0, 0);
    for law in Law::ALL {
        for dimensions in [Dimensions::Two, Dimensions::Three] {
            for integrator in Integrator::ALL {
                let settings = Settings {
                    dimensions,
                    integrator,
                    ..Settings::from_law(law)
                };
                for constant in Constant::ALL {
                    for value in extremes(constant) {
                        runs += 1;
                        match extreme(settings, &[(constant, value)]) {
                            Ok(ticks) => longest = longest.max(ticks),
                            Err(problem) => broken.push(format!(
                                "{constant:?} = {value:e}, {}: {problem}",
                                name(&settings)
                            )),
                        }
                    }
                }
            }
        }
    }
    report(&broken, runs, longest);
}

#[test]
fn every_two_constants_at_their_extremes() {
    let (mut broken, mut runs, mut longest) = (Vec::new(), 0, 0);
    let mut dice = Dice::new(2);
    for (index, &one) in Constant::ALL.iter().enumerate() {
        for &other in &Constant::ALL[..index] {
            for first in extremes(one) {
                for second in extremes(other) {
                    for _ in 0..3 {
                        runs += 1;
                        let settings = any_settings(&mut dice);
                        match extreme(settings, &[(one, first), (other, second)]) {
                            Ok(ticks) => longest = longest.max(ticks),
                            Err(problem) => broken.push(format!(
                                "{one:?} = {first:e}, {other:?} = {second:e}, {}: {problem}",
                                name(&settings)
                            )),
                        }
                    }
                }
            }
        }
    }
    report(&broken, runs, longest);
}

/// 300 runs; `GRADSWARM_RUNS` asks for more.
#[test]
fn random_edits_and_constants() {
    let runs = std::env::var("GRADSWARM_RUNS").ok();
    let runs = runs.map_or(300, |runs| runs.parse().expect("GRADSWARM_RUNS: a number"));
    let (mut broken, mut longest) = (Vec::new(), 0);
    for seed in 0..runs {
        match mishaps::random_run(seed) {
            Ok((_, ticks)) => longest = longest.max(ticks),
            Err(problem) => broken.push(problem),
        }
    }
    report(&broken, runs as usize, longest);
}
