//! The screen: controls, texts, and places of vertices in logical pixels.

use bevy::prelude::*;
use gradswarm::{
    graph::{GraphIndex, Position},
    panel::Controls,
    third_party::InterfaceArea,
    view::{CameraMotion, CameraSummary, GraphCamera, LevelView},
};

use super::{Copied, Rig, painted::Painted};

impl Rig {
    pub fn rect(&self, control: &str) -> Option<Rect> {
        self.resource::<Controls>().get(control)
    }

    pub fn has_pointer(&self) -> bool {
        self.resource::<InterfaceArea>().has_pointer
    }

    /// Where the camera stands, when it has come to rest.
    pub fn camera(&mut self) -> Vec<f32> {
        self.step();
        self.until("the camera's rest", |rig| {
            !rig.resource::<CameraMotion>().moving
        });
        self.resource::<CameraSummary>().0.clone()
    }

    /// A place over the graph where nothing is near, as near to the middle as may be.
    pub fn empty(&mut self) -> Vec2 {
        let free = self.resource::<InterfaceArea>().free;
        let vertices = self.resource::<GraphIndex>().vertices.clone();
        let taken: Vec<Vec2> = vertices
            .into_iter()
            .filter_map(|vertex| Some(self.project(vertex)?.0))
            .collect();
        let middle = free.center();
        let mut places: Vec<Vec2> = (0..40 * 40)
            .map(|i| free.min + free.size() * Vec2::new((i % 40) as f32, (i / 40) as f32) / 40.0)
            .filter(|place| free.inflate(-90.0).contains(*place))
            .filter(|place| taken.iter().all(|at| at.distance(*place) > 26.0))
            .collect();
        places.sort_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle)));
        *places.first().expect("some place is empty")
    }

    /// Where a vertex is on the screen, and how far from the camera.
    pub fn project(&mut self, vertex: Entity) -> Option<(Vec2, f32)> {
        let world = self.app.world_mut();
        let position = world.get::<Position>(vertex)?.0;
        let mut cameras = world.query_filtered::<(&Camera, &GlobalTransform), With<GraphCamera>>();
        let (camera, place) = cameras.single(world).ok()?;
        let at = camera.world_to_viewport(place, position).ok()?;
        Some((at, place.translation().distance(position)))
    }

    /// The vertex nearest to the camera among those far from the panels, and its place.
    pub fn nearest(&mut self) -> (Entity, Vec2) {
        let free = self.resource::<InterfaceArea>().free.inflate(-60.0);
        let vertices = self.resource::<GraphIndex>().vertices.clone();
        vertices
            .into_iter()
            .filter_map(|vertex| Some((vertex, self.project(vertex)?)))
            .filter(|(_, (at, _))| free.contains(*at))
            .min_by(|(_, (_, a)), (_, (_, b))| a.total_cmp(b))
            .map(|(vertex, (at, _))| (vertex, at))
            .expect("some vertex is in the free part of the window")
    }

    /// The nearest vertex of the level that is looked at; see [`Self::nearest`].
    pub fn nearest_part(&mut self) -> (u32, Vec2) {
        let free = self.resource::<InterfaceArea>().free.inflate(-60.0);
        let positions = self.resource::<LevelView>().positions().to_vec();
        let world = self.app.world_mut();
        let mut cameras = world.query_filtered::<(&Camera, &GlobalTransform), With<GraphCamera>>();
        let (camera, place) = cameras.single(world).expect("a camera");
        let eye = place.translation();
        let parts = (0u32..).zip(positions);
        parts
            .filter_map(|(part, position)| {
                let at = camera.world_to_viewport(place, position).ok()?;
                Some((part, at, eye.distance(position)))
            })
            .filter(|(_, at, _)| free.contains(*at))
            .min_by(|(.., a), (.., b)| a.total_cmp(b))
            .map(|(part, at, _)| (part, at))
            .expect("a vertex of the level is in the free part of the window")
    }

    /// The tree of roles and names that a screen reader gets.
    pub fn accessibility_tree(&mut self) -> kittest::State {
        let world = self.app.world_mut();
        let mut contexts = world.query::<&mut bevy_egui::EguiContext>();
        let mut context = contexts.single_mut(world).expect("a context");
        context.get_mut().enable_accesskit();
        // The pointer over the panels is news, and lays them out again.
        self.move_to(Vec2::new(600.0, 20.0));
        let world = self.app.world_mut();
        let mut outputs = world.query::<&bevy_egui::EguiOutput>();
        let output = outputs.single(world).expect("an output");
        let update = output.platform_output.accesskit_update.clone();
        kittest::State::new(update.expect("egui describes its widgets"))
    }

    /// Whether a control is cut by the end of a sheet.
    pub fn is_cut(&self, control: &str) -> bool {
        let rect = self.rect(control).expect("the control is shown");
        let tab = self.rect("place/explore");
        tab.is_some_and(|tab| {
            let sheet = self.resource::<InterfaceArea>().rects.iter();
            let sheet = sheet.copied().find(|sheet| sheet.contains(tab.center()));
            sheet.is_some_and(|sheet| {
                let inside = sheet.contains(rect.center()) && rect.max.y < tab.min.y;
                inside && (rect.max.y > tab.min.y - 24.0 || rect.min.y < sheet.min.y + 12.0)
            })
        })
    }

    /// The control that has the focus.
    pub fn focused_control(&mut self) -> Option<String> {
        let world = self.app.world_mut();
        let mut contexts = world.query::<&mut bevy_egui::EguiContext>();
        let mut context = contexts.single_mut(world).ok()?;
        let context = context.get_mut();
        let focused = context.memory(bevy_egui::egui::Memory::focused)?;
        let rect = context.read_response(focused)?.interact_rect;
        let zoom = context.zoom_factor();
        let centre = Vec2::new(rect.center().x, rect.center().y) * zoom;
        let controls = self.resource::<Controls>();
        let found = controls
            .iter()
            .find(|(_, rect)| rect.center().distance(centre) < 1.0);
        found.map(|(name, _)| name.to_owned())
    }

    /// The text that is written on a control.
    pub fn says(&self, control: &str) -> String {
        let rect = self.rect(control).expect("the control is shown");
        let texts = &self.resource::<Painted>().0;
        let inside = texts.iter().filter(|(at, _)| rect.contains(*at));
        inside.map(|(_, text)| text.as_str()).collect()
    }

    /// Whether a text is on the screen.
    pub fn reads(&self, text: &str) -> bool {
        let texts = &self.resource::<Painted>().0;
        texts.iter().any(|(_, painted)| painted == text)
    }

    /// Whether a text is part of what is on the screen.
    pub fn painted(&self, text: &str) -> bool {
        let texts = &self.resource::<Painted>().0;
        texts.iter().any(|(_, painted)| painted.contains(text))
    }

    /// Rests the pointer on a control until its tooltip is there.
    pub fn look_at(&mut self, control: &str) {
        let centre = self.shown(control).center();
        self.move_to(centre);
        (0..60).for_each(|_| self.step());
    }

    /// Takes the text put on the clipboard since it was last taken.
    pub fn copied(&mut self) -> Option<String> {
        self.app.world_mut().resource_mut::<Copied>().0.take()
    }

    /// Cameras there are, the interface's included.
    pub fn cameras(&mut self) -> usize {
        let world = self.app.world_mut();
        world.query::<&Camera>().iter(world).count()
    }
}
