//! The level rows: whether coarser levels move with the graph, their sizes, and *Unfold*.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{
    Align, FontId, Grid, Label, Layout, RichText, TextStyle, TextWrapMode, Ui, WidgetText,
};

use crate::{
    growth::Growth,
    layout::{Multilevel, Setting, Settings},
    panel::kit::{
        controls::Controls,
        number_field::{NumberField, Step},
        numbers, widgets,
    },
    physics::{
        SimulationStatus,
        commands::{ChangeSettings, Unfold},
    },
    view::{LevelCommand, LevelView},
};

/// Room for the button that shows a level, points.
const SHOW: f32 = 48.0;

/// Data and commands of the rows.
#[derive(SystemParam)]
pub(super) struct LevelsPanel<'w> {
    status: Res<'w, SimulationStatus>,
    growth: Res<'w, Growth>,
    line: ResMut<'w, LevelsLine>,
    unfold: MessageWriter<'w, Unfold>,
    view: Res<'w, LevelView>,
    commands: MessageWriter<'w, LevelCommand>,
}

impl LevelsPanel<'_> {
    /// Draws the rows; their choices are written to `commands`.
    pub(super) fn draw_level_rows(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        settings: &Settings,
        commands: &mut MessageWriter<ChangeSettings>,
    ) {
        ui.horizontal(|ui| {
            for multilevel in Multilevel::ALL {
                let name = match multilevel {
                    Multilevel::Off => "constants/multilevel/off",
                    Multilevel::Projection => "constants/multilevel/projection",
                };
                let chosen = settings.multilevel == multilevel;
                let choice = ui.selectable_label(chosen, multilevel.title());
                if controls
                    .note(name, choice)
                    .on_hover_text(multilevel.meaning())
                    .clicked()
                {
                    commands.write(ChangeSettings::Multilevel(multilevel));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.draw_unfold(ui, controls);
            });
        });
        if settings.multilevel == Multilevel::Projection {
            draw_projection(ui, controls, settings, commands);
        }
        self.draw_sizes(ui, controls, settings.multilevel);
    }

    /// The button that lays the graph out again, level by level.
    fn draw_unfold(&mut self, ui: &mut Ui, controls: &mut Controls) {
        // Another vertex would end the unfolding.
        let grows = self.growth.growing() && !self.growth.paused;
        let unfold = widgets::button(ui, !grows, "Lay out again");
        if controls
            .note("constants/unfold", unfold)
            .on_hover_text(
                "Lays the graph out again, coarse to fine: its coarsest level first, then level by \
                 level down to every vertex. Pinned vertices stay.",
            )
            .on_disabled_hover_text("When the graph is grown, or its growth is paused")
            .clicked()
        {
            self.unfold.write(Unfold);
        }
    }

    /// The number of levels and their sizes: in a line, and on hover in a table.
    fn draw_sizes(&mut self, ui: &mut Ui, controls: &mut Controls, multilevel: Multilevel) {
        ui.horizontal(|ui| {
            ui.label("Levels");
            let looked = self.view.merged().is_some();
            let room = ui.available_width() - SHOW;
            let font = TextStyle::Small.resolve(ui.style());
            self.line.update_line(&self.status.levels, room, |text| {
                text_width(ui, text, font.clone()) <= room
            });
            let text = RichText::new(&self.line.text).small();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let show = ui.selectable_label(looked, "Show");
                if controls
                    .note("constants/levels/show", show)
                    .on_hover_text("The merged graph of a level, over the graph (PgUp, PgDn)")
                    .clicked()
                {
                    let level = (!looked).then_some(2);
                    self.commands.write(LevelCommand::Look(level));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let line = ui.add(Label::new(text).truncate());
                    controls
                        .note("constants/levels", line)
                        .on_hover_ui(|ui| draw_table(ui, &self.status, multilevel));
                });
            });
        });
    }
}

/// The settings of the projection.
fn draw_projection(
    ui: &mut Ui,
    controls: &mut Controls,
    settings: &Settings,
    commands: &mut MessageWriter<ChangeSettings>,
) {
    const CAP: &str = "Most levels that move, the finest included. 64: as many as the graph has.";
    let phi_info = Setting::Phi.info();
    ui.horizontal(|ui| {
        ui.label("At most").on_hover_text(CAP);
        let (least, most) = Settings::LEVELS.into_inner();
        let field = NumberField::new(f64::from(settings.levels))
            .step(Step::Add(1.0))
            .range(f64::from(least)..=f64::from(most))
            .width(40.0);
        if let Some(levels) = field.show(ui, controls, "constants/levels/most", CAP) {
            commands.write(ChangeSettings::Levels(levels.round() as u32));
        }
        ui.label("levels").on_hover_text(CAP);
    });
    ui.horizontal(|ui| {
        ui.label(phi_info.title).on_hover_text(phi_info.meaning);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let field = NumberField::new(settings.phi)
                .step(Step::Add(0.1))
                .range(Settings::PHI)
                .width(48.0);
            if let Some(phi) = field.show(ui, controls, "constants/phi", phi_info.meaning) {
                commands.write(ChangeSettings::Phi(phi));
            }
        });
    });
}

/// Every level with its size, under an explanation.
fn draw_table(ui: &mut Ui, status: &SimulationStatus, multilevel: Multilevel) {
    ui.label(match (status.levels.len(), multilevel) {
        _ if status.unfolding => {
            "The levels by which the graph is being laid out, from the last to the first."
        }
        (0 | 1, Multilevel::Off) => {
            "The graph moves by itself. *Lay out again* takes coarser levels first, and with \
             *Multilevel* they move with it. Each has about half the vertices of the one before."
        }
        (0 | 1, Multilevel::Projection) => "No coarser level moves with the graph.",
        (_, Multilevel::Off) => {
            "The levels of the last layout. Since then the graph moves by itself."
        }
        (_, Multilevel::Projection) => {
            "The levels that move. Each stands for the one before with fewer vertices, and takes \
             it along."
        }
    });
    if status.levels.len() < 2 {
        return;
    }
    ui.spacing_mut().interact_size.y = 0.0;
    ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
    Grid::new("levels").spacing([18.0, 3.0]).show(ui, |ui| {
        ui.label(heading_text("level"));
        draw_right_aligned(ui, heading_text("vertices"));
        draw_right_aligned(ui, heading_text("of the one before"));
        ui.end_row();
        for (place, &size) in status.levels.iter().enumerate() {
            ui.label(match place {
                0 => "1, the graph".to_owned(),
                _ => (place + 1).to_string(),
            });
            draw_right_aligned(ui, numbers::format_count(size as u64));
            let before = place.checked_sub(1).map(|before| status.levels[before]);
            if let Some(before) = before.filter(|&before| before > 0) {
                draw_right_aligned(ui, format!("{:.0} %", size as f64 / before as f64 * 100.0));
            }
            ui.end_row();
        }
    });
}

/// A right-aligned cell.
fn draw_right_aligned(ui: &mut Ui, text: impl Into<WidgetText>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
}

fn heading_text(text: &str) -> RichText {
    RichText::new(text).small().weak()
}

fn text_width(ui: &Ui, text: &str, font: FontId) -> f32 {
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, ui.visuals().text_color());
    galley.size().x
}

/// The line of the levels' sizes, written again when the sizes or the room change.
#[derive(Resource, Clone, Debug, Default)]
pub(in crate::panel) struct LevelsLine {
    sizes: Vec<usize>,
    room: f32,
    text: String,
}

impl LevelsLine {
    fn update_line(&mut self, sizes: &[usize], room: f32, fits: impl Fn(&str) -> bool) {
        if self.text.is_empty() || self.room != room || self.sizes != sizes {
            self.sizes.clear();
            self.sizes.extend(sizes);
            self.room = room;
            self.text = write_line(sizes, fits);
        }
    }
}

/// The number of levels and their sizes, finest first. Where not all of them fit, some before
/// the coarsest are left out.
fn write_line(sizes: &[usize], fits: impl Fn(&str) -> bool) -> String {
    const THEN: &str = " › ";
    let (levels, coarsest) = match sizes {
        [] | [_] => return "1 (direct)".into(),
        [.., coarsest] => (sizes.len(), numbers::format_count(*coarsest as u64)),
    };
    let counts: Vec<_> = sizes
        .iter()
        .map(|&size| numbers::format_count(size as u64))
        .collect();
    let whole = format!("{levels}: {}", counts.join(THEN));
    let shorter = (1..levels - 1).rev().map(|shown| {
        let shown = counts[..shown].join(THEN);
        format!("{levels}: {shown}{THEN}…{THEN}{coarsest}")
    });
    let shortest = format!("{levels}: {}{THEN}…", counts[0]);
    std::iter::once(whole)
        .chain(shorter)
        .find(|text| fits(text))
        .unwrap_or(shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(letters: usize, sizes: &[usize]) -> String {
        write_line(sizes, |text| text.chars().count() <= letters)
    }

    #[test]
    fn a_line_says_as_much_of_the_levels_as_fits() {
        const LEVELS: [usize; 5] = [12_031, 4_995, 1_960, 815, 347];
        for (letters, text) in [
            (40, "5: 12,031 › 4,995 › 1,960 › 815 › 347"),
            (36, "5: 12,031 › 4,995 › 1,960 › … › 347"),
            (30, "5: 12,031 › 4,995 › … › 347"),
            (20, "5: 12,031 › … › 347"),
            (10, "5: 12,031 › …"),
        ] {
            assert_eq!(within(letters, &LEVELS), text);
        }
        assert_eq!(within(40, &[741, 380]), "2: 741 › 380");
        for single in [&[][..], &[0], &[741]] {
            assert_eq!(within(40, single), "1 (direct)");
        }
    }

    #[test]
    fn a_line_is_written_again_only_when_its_levels_or_its_room_change() {
        use std::cell::Cell;
        let written = Cell::new(0);
        let mut line = LevelsLine::default();
        let mut follow = |sizes: &[usize], room: f32| {
            line.update_line(sizes, room, |_| {
                written.set(written.get() + 1);
                true
            });
            (written.get(), line.text.clone())
        };
        let first = (1, "2: 9 › 4".to_owned());
        assert_eq!(follow(&[9, 4], 100.0), first);
        assert_eq!(follow(&[9, 4], 100.0), first);
        assert_eq!(follow(&[9, 4], 90.0).0, 2);
        assert_eq!(follow(&[9, 5], 90.0), (3, "2: 9 › 5".to_owned()));
    }
}
