//! The scene: which one, with which seed and settings, and what one sees.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{self, Color32, ComboBox, DragValue, Sense, Stroke, TextEdit, Ui, vec2};

use super::{columns::Content, controls::Controls, widgets};
use crate::{
    graph::{
        CurrentScene, SceneInfo, SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    view::{Legend, LegendEntry, LegendShape},
};

/// The largest seed that *New seed* picks: one that a person can read out.
const LARGEST_NEW_SEED: u64 = 9999;

/// What a person has typed about the next scene.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct SceneDraft {
    /// Settings as they are typed: `samples=8`.
    pub settings: String,
    /// The scene's load that the settings were read from.
    pub generation: Option<u64>,
}

/// What the scene section needs.
#[derive(SystemParam)]
pub(super) struct ScenePanel<'w> {
    scene: Res<'w, CurrentScene>,
    legend: Option<Res<'w, Legend>>,
    draft: ResMut<'w, SceneDraft>,
    commands: MessageWriter<'w, LoadScene>,
}

impl Content for ScenePanel<'_> {
    fn summary(&self) -> String {
        format!("{} · seed {}", self.scene.name, self.scene.seed)
    }

    fn show(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let (name, settings) = split(&self.scene.name);
        let name = name.to_owned();
        if self.draft.generation != Some(self.scene.generation) {
            *self.draft = SceneDraft {
                settings: settings.to_owned(),
                generation: Some(self.scene.generation),
            };
        }
        self.choice(ui, controls, &name);
        self.seed(ui, controls);
        if let Some(problem) = &self.scene.problem {
            let colour = ui.visuals().error_fg_color;
            ui.add(egui::Label::new(egui::RichText::new(problem).color(colour)).wrap());
        }
        if !self.scene.caption.is_empty() {
            ui.add(egui::Label::new(&self.scene.caption).wrap());
        }
        if let Some(legend) = &self.legend {
            ui.scope(|ui| {
                ui.spacing_mut().interact_size.y = 14.0;
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                ui.horizontal_wrapped(|ui| {
                    legend
                        .entries
                        .iter()
                        .for_each(|entry| legend_entry(ui, entry));
                });
            });
        }
    }
}

impl ScenePanel<'_> {
    fn choice(&mut self, ui: &mut Ui, controls: &mut Controls, current: &str) {
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
                            self.commands.write(load(name, "", self.scene.seed));
                        }
                    }
                });
            controls
                .note("scene/choice", combo.response)
                .on_hover_text("Which graph to grow");
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
                self.commands
                    .write(load(current, self.draft.settings.trim(), self.scene.seed));
            }
        });
    }

    fn seed(&mut self, ui: &mut Ui, controls: &mut Controls) {
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
            } else if new.on_hover_text("Another start, by chance").clicked() {
                let seed = new_seed(ui, seed);
                self.commands.write(LoadScene {
                    source: SceneSource::Named(self.scene.name.clone()),
                    seed,
                });
            }
        });
    }
}

/// Picks a number; nothing else depends on how. When somebody clicks is chance enough.
fn new_seed(ui: &Ui, old: u64) -> u64 {
    let moment = ui.input(|input| input.time).to_bits();
    let mixed = (moment ^ old).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let seed = 1 + (mixed >> 32) % LARGEST_NEW_SEED;
    if seed == old {
        1 + seed % LARGEST_NEW_SEED
    } else {
        seed
    }
}

fn load(name: &str, settings: &str, seed: u64) -> LoadScene {
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

/// The scene's name and its settings.
fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or((name, ""))
}

/// A sign and its words as one piece, so that a line never ends between them.
fn legend_entry(ui: &mut Ui, entry: &LegendEntry) {
    const SIGN: f32 = 15.0;
    let [red, green, blue, _] = entry.colour.to_srgba().to_u8_array();
    let colour = Color32::from_rgb(red, green, blue);
    let font = egui::TextStyle::Small.resolve(ui.style());
    let words = ui
        .painter()
        .layout_no_wrap(entry.text.to_owned(), font, ui.visuals().text_color());
    let (rect, _) = ui.allocate_exact_size(
        vec2(SIGN + words.size().x + 6.0, words.size().y.max(12.0)),
        Sense::hover(),
    );
    let painter = ui.painter();
    let centre = rect.left_center() + vec2(6.0, 0.0);
    match entry.shape {
        LegendShape::Ball => {
            painter.circle_filled(centre, 4.5, colour);
        }
        LegendShape::Ring => {
            painter.circle_stroke(centre, 4.0, Stroke::new(1.5, colour));
        }
        LegendShape::Box => {
            painter.rect_filled(
                egui::Rect::from_center_size(centre, vec2(8.5, 8.5)),
                1.5,
                colour,
            );
        }
        LegendShape::Line => painter.arrow(
            rect.left_center(),
            vec2(11.0, 0.0),
            Stroke::new(1.3, colour),
        ),
    }
    let at = egui::pos2(rect.left() + SIGN, rect.center().y - words.size().y / 2.0);
    painter.galley(at, words, Color32::PLACEHOLDER);
}
