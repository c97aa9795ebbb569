//! The scene section: scene, settings, seed and caption.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{self, ComboBox, DragValue, TextEdit, Ui};

use crate::{
    graph::{
        CurrentScene, SceneInfo, SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    panel::{
        kit::{
            controls::Controls,
            section::{AddSection, Column, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
};

/// Largest seed of *New seed*: four digits are easy to read out.
const LARGEST_NEW_SEED: u64 = 9999;

/// The settings that the user has typed for the next scene.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct SceneDraft {
    /// The typed settings, such as `samples=8`.
    pub settings: String,
    /// The generation of the scene that the settings were read from.
    pub generation: Option<u64>,
}

/// Adds the scene section.
pub(in crate::panel) struct SceneSectionPlugin;

impl Plugin for SceneSectionPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<SceneDraft>()
            .add_section::<ScenePanel<'static>>(SectionInfo {
                section: Section::Scene,
                title: "Scene",
                column: Column::Left,
                order: 0,
            });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct ScenePanel<'w> {
    scene: Res<'w, CurrentScene>,
    draft: ResMut<'w, SceneDraft>,
    commands: MessageWriter<'w, LoadScene>,
}

impl Content for ScenePanel<'_> {
    fn summary(&self) -> String {
        format!("{} · seed {}", self.scene.name, self.scene.seed)
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let (name, settings) = split_settings(&self.scene.name);
        let name = name.to_owned();
        if self.draft.generation != Some(self.scene.generation) {
            *self.draft = SceneDraft {
                settings: settings.to_owned(),
                generation: Some(self.scene.generation),
            };
        }
        self.draw_scene_choice(ui, controls, &name);
        self.draw_seed(ui, controls);
        if let Some(problem) = &self.scene.problem {
            let colour = ui.visuals().error_fg_color;
            ui.add(egui::Label::new(egui::RichText::new(problem).color(colour)).wrap());
        }
        if !self.scene.caption.is_empty() {
            ui.add(egui::Label::new(&self.scene.caption).wrap());
        }
    }
}

impl ScenePanel<'_> {
    fn draw_scene_choice(&mut self, ui: &mut Ui, controls: &mut Controls, current: &str) {
        ui.horizontal(|ui| {
            let combo = ComboBox::from_id_salt("scene")
                .width(84.0)
                .height(420.0)
                .selected_text(current)
                .show_ui(ui, |ui| {
                    for SceneInfo { name, caption, .. } in SceneSpec::ALL {
                        let item = ui
                            .selectable_label(name == current, name)
                            .on_hover_text(caption);
                        if controls
                            .note(format!("scene/choice/{name}"), item)
                            .clicked()
                        {
                            self.commands.write(load_command(name, "", self.scene.seed));
                        }
                    }
                });
            controls
                .note("scene/choice", combo.response)
                .on_hover_text("The graph to grow");
            let example = SceneSpec::ALL
                .iter()
                .find(|info| info.name == current)
                .map_or("", |info| info.settings);
            let (settable, example) = if example.is_empty() {
                (false, "no settings")
            } else {
                (true, example)
            };
            let typed = !self.draft.settings.is_empty();
            let field = TextEdit::singleline(&mut self.draft.settings)
                .hint_text(example)
                .desired_width(f32::INFINITY);
            let field = controls.note("scene/settings", ui.add_enabled(settable || typed, field));
            let entered =
                field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            field.on_hover_text("Settings of the scene; Enter loads it with them");
            if entered {
                self.commands.write(load_command(
                    current,
                    self.draft.settings.trim(),
                    self.scene.seed,
                ));
            }
        });
    }

    fn draw_seed(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| {
            ui.label("Seed");
            let mut seed = self.scene.seed;
            let field = DragValue::new(&mut seed)
                .speed(0.1)
                .update_while_editing(false);
            let field = controls.note("scene/seed", ui.add(field));
            let new = controls.note("scene/new_seed", widgets::button(ui, true, "New seed"));
            if field
                .on_hover_text("The same seed gives the same start, bit for bit")
                .changed()
                && seed != self.scene.seed
            {
                self.commands.write(LoadScene {
                    source: SceneSource::Named(self.scene.name.clone()),
                    seed,
                });
            } else if new.on_hover_text("Picks another random start").clicked() {
                let seed = pick_seed(ui, seed);
                self.commands.write(LoadScene {
                    source: SceneSource::Named(self.scene.name.clone()),
                    seed,
                });
            }
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

fn load_command(name: &str, settings: &str, seed: u64) -> LoadScene {
    let name = if settings.is_empty() {
        name.to_owned()
    } else {
        format!("{name}:{settings}")
    };
    LoadScene {
        source: SceneSource::Named(name),
        seed,
    }
}

/// The name of a scene and its settings.
fn split_settings(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or((name, ""))
}
