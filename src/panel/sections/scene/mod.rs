//! The scene section: caption, random seed, and the settings of the scene by steppers.

mod settings;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Label, RichText, Ui};

use crate::{
    graph::{
        CurrentScene, SceneInfo, SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    nn::DEFAULT_SEED,
    panel::{
        kit::{
            controls::Controls,
            number_field::{NumberField, Step},
            section::{AddSection, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
};

/// Largest seed of *New seed*: four digits are easy to read out.
const LARGEST_NEW_SEED: u64 = 9999;
/// Largest seed that can be typed: every smaller one is exact as a number with a point.
const LARGEST_TYPED_SEED: f64 = 9_007_199_254_740_992.0;

/// Adds the scene section.
pub(in crate::panel) struct SceneSectionPlugin;

impl Plugin for SceneSectionPlugin {
    fn build(&self, app: &mut App) {
        app.add_section::<ScenePanel<'static>>(SectionInfo {
            section: Section::Scene,
            title: "Scene",
            order: 0,
        });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct ScenePanel<'w> {
    scene: Res<'w, CurrentScene>,
    commands: MessageWriter<'w, LoadScene>,
}

impl Content for ScenePanel<'_> {
    fn summary(&self) -> String {
        format!("random seed {}", self.scene.seed)
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        if let Some(problem) = &self.scene.problem {
            let colour = ui.visuals().error_fg_color;
            ui.add(Label::new(RichText::new(problem).color(colour)).wrap());
        }
        if !self.scene.caption.is_empty() {
            ui.add(Label::new(RichText::new(&self.scene.caption).small()).wrap());
        }
        self.draw_settings(ui, controls);
        self.draw_seed(ui, controls);
        self.draw_bigger(ui, controls);
    }
}

impl ScenePanel<'_> {
    /// Whether the scene comes from a file.
    fn is_file(&self) -> bool {
        let (name, _) = split_settings(&self.scene.name);
        !SceneSpec::ALL.iter().any(|info| info.name == name)
    }

    fn draw_settings(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let (name, own) = split_settings(&self.scene.name);
        let Some(info) = SceneSpec::ALL.iter().find(|info| info.name == name) else {
            return;
        };
        let mut values = settings::read_settings(info.settings, own);
        if settings::draw_settings(ui, controls, info, &mut values) {
            let settings = settings::write_settings(&values);
            self.load(format!("{name}:{settings}"), self.scene.seed);
        }
    }

    fn draw_seed(&mut self, ui: &mut Ui, controls: &mut Controls) {
        if self.is_file() {
            return;
        }
        ui.horizontal(|ui| {
            ui.label("Random seed");
            let field = NumberField::new(self.scene.seed as f64)
                .step(Step::Add(1.0))
                .range(0.0..=LARGEST_TYPED_SEED)
                .width(48.0);
            let meaning = "The same seed gives the same start, bit for bit";
            let typed = field.show(ui, controls, "scene/seed", meaning);
            let new = controls.note("scene/new_seed", widgets::button(ui, true, "New"));
            let new = new.on_hover_text("Picks another random start").clicked();
            let seed = match (typed, new) {
                (Some(typed), _) => typed.round() as u64,
                (None, true) => pick_seed(ui, self.scene.seed),
                (None, false) => return,
            };
            if seed != self.scene.seed {
                self.load(self.scene.name.clone(), seed);
            }
        });
    }

    /// Larger networks, one click away from the scene that the program starts with.
    fn draw_bigger(&mut self, ui: &mut Ui, controls: &mut Controls) {
        if split_settings(&self.scene.name).0 != "mlp" {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Bigger").weak());
            for (name, scene) in [
                ("scene/bigger/seed", "seed"),
                ("scene/bigger/moons", "moons"),
            ] {
                let info = SceneSpec::ALL.iter().find(|info| info.name == scene);
                let Some(SceneInfo { title, caption, .. }) = info else {
                    continue;
                };
                let button = controls.note(name, widgets::button(ui, true, title));
                if button.on_hover_text(*caption).clicked() {
                    self.load(scene.to_owned(), DEFAULT_SEED);
                }
            }
        });
    }

    fn load(&mut self, name: String, seed: u64) {
        self.commands.write(LoadScene {
            source: SceneSource::Named(name),
            seed,
        });
    }
}

/// Picks another seed from the time of the click. The seed alone is random, not the simulation.
fn pick_seed(ui: &Ui, old: u64) -> u64 {
    let moment = ui.input(|input| input.time).to_bits();
    let mixed = (moment ^ old).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let seed = 1 + (mixed >> 32) % LARGEST_NEW_SEED;
    if seed == old {
        1 + seed % LARGEST_NEW_SEED
    } else {
        seed
    }
}

/// The name of a scene and its settings.
fn split_settings(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or((name, ""))
}
