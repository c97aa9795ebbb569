//! The registry of sections: each section adds itself with its title, its place and its content.

use bevy::{
    ecs::system::{SystemParam, SystemState},
    prelude::*,
};
use bevy_egui::egui::Ui;

use super::controls::Controls;
use crate::panel::state::Section;

/// The title and the order of a section; [`Section::place`] is its place.
#[derive(Clone, Copy, Debug)]
pub(in crate::panel) struct SectionInfo {
    pub section: Section,
    pub title: &'static str,
    /// The lowest number is at the top of its place.
    pub order: u8,
}

/// The content of a section, read from its system parameters.
pub(in crate::panel) trait Content {
    /// A few words for its title bar.
    fn summary(&self) -> String {
        String::new()
    }

    /// Whether the section has anything to say for this graph. Otherwise it is not there.
    fn is_relevant(&self) -> bool {
        true
    }

    /// Draws the section. A closed section is not drawn.
    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls);
}

/// A section's content with the state of its system parameters.
trait StoredContent: Send + Sync {
    fn is_relevant_now(&mut self, world: &mut World) -> bool;
    fn write_summary(&mut self, world: &mut World) -> String;
    fn draw_stored(&mut self, world: &mut World, ui: &mut Ui, controls: &mut Controls);
}

struct ParamContent<P: SystemParam + 'static>(SystemState<P>);

impl<P> StoredContent for ParamContent<P>
where
    P: SystemParam + 'static,
    for<'w, 's> P::Item<'w, 's>: Content,
{
    fn is_relevant_now(&mut self, world: &mut World) -> bool {
        let content = self.0.get_mut(world);
        content.is_ok_and(|content| content.is_relevant())
    }

    fn write_summary(&mut self, world: &mut World) -> String {
        let content = self.0.get_mut(world);
        content.map_or_else(|_| String::new(), |content| content.summary())
    }

    fn draw_stored(&mut self, world: &mut World, ui: &mut Ui, controls: &mut Controls) {
        if let Ok(mut content) = self.0.get_mut(world) {
            content.draw_content(ui, controls);
        }
        self.0.apply(world);
    }
}

/// A registered section.
pub(in crate::panel) struct RegisteredSection {
    pub info: SectionInfo,
    content: Box<dyn StoredContent>,
}

impl RegisteredSection {
    /// Whether it has anything to say for this graph.
    pub fn is_relevant(&mut self, world: &mut World) -> bool {
        self.content.is_relevant_now(world)
    }

    /// A few words for the title bar.
    pub fn write_summary(&mut self, world: &mut World) -> String {
        self.content.write_summary(world)
    }

    /// Draws the content.
    pub fn draw_section_content(
        &mut self,
        world: &mut World,
        ui: &mut Ui,
        controls: &mut Controls,
    ) {
        self.content.draw_stored(world, ui, controls);
    }
}

/// Every registered section, place by place, from the top.
#[derive(Resource, Default)]
pub(in crate::panel) struct Sections(pub Vec<RegisteredSection>);

/// Registers sections in an app.
pub(in crate::panel) trait AddSection {
    /// Adds a section that draws `P`.
    fn add_section<P>(&mut self, info: SectionInfo) -> &mut Self
    where
        P: SystemParam + 'static,
        for<'w, 's> P::Item<'w, 's>: Content;
}

impl AddSection for App {
    fn add_section<P>(&mut self, info: SectionInfo) -> &mut Self
    where
        P: SystemParam + 'static,
        for<'w, 's> P::Item<'w, 's>: Content,
    {
        let content = ParamContent::<P>(SystemState::new(self.world_mut()));
        let mut sections = self.world_mut().get_resource_or_init::<Sections>();
        sections.0.push(RegisteredSection {
            info,
            content: Box::new(content),
        });
        let place =
            |section: &RegisteredSection| (section.info.section.place(), section.info.order);
        sections.0.sort_by_key(place);
        self
    }
}
