//! Layers that `Esc` closes: rooms declare their open layers, and `Esc` closes the topmost one.
//!
//! In `PreUpdate` each room declares its layers, then the key sends [`EscapePressed`], then the
//! room of that layer closes it. No room knows the layers of another.

use std::collections::BTreeSet;

use bevy::prelude::*;

/// Something that `Esc` closes, from the lowest layer to the topmost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EscapeLayer {
    /// The selection.
    Selection,
    /// The level of the coarsening that is shown.
    Level,
    /// The filter.
    Filter,
    /// The search.
    Search,
    /// The wave.
    Wave,
    /// A drag in progress.
    Drag,
    /// The list of keys.
    Help,
}

/// The open layers.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct EscapeStack(BTreeSet<EscapeLayer>);

impl EscapeStack {
    /// Declares a layer open or closed.
    pub fn set_open(&mut self, layer: EscapeLayer, open: bool) {
        if open {
            self.0.insert(layer);
        } else {
            self.0.remove(&layer);
        }
    }

    /// The topmost open layer.
    pub fn top_layer(&self) -> Option<EscapeLayer> {
        self.0.last().copied()
    }
}

/// `Esc` was pressed while this layer was the topmost one.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct EscapePressed(pub EscapeLayer);

/// The order of a key press in `PreUpdate`.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EscapeSystems {
    /// Rooms declare which of their layers are open.
    Declare,
    /// The keyboard sends [`EscapePressed`].
    Press,
    /// Rooms close the layer that the message names.
    Close,
}

/// The stack and its order; every room that declares a layer adds it.
pub struct EscapePlugin;

impl EscapePlugin {
    /// Adds the plugin unless another room did.
    pub fn add_once(app: &mut App) {
        if !app.is_plugin_added::<Self>() {
            app.add_plugins(Self);
        }
    }

    /// Adds a layer: `is_open` tells each frame whether it is open, and `Esc` sends `close` to its
    /// room while it is the topmost one.
    pub fn add_layer<M: Message, P>(
        app: &mut App,
        layer: EscapeLayer,
        is_open: impl IntoSystem<(), bool, P>,
        close: fn() -> M,
    ) {
        Self::add_once(app);
        let declare = move |In(open): In<bool>, mut stack: ResMut<EscapeStack>| {
            stack.set_open(layer, open);
        };
        let send_close = move |mut pressed: MessageReader<EscapePressed>,
                               mut commands: MessageWriter<M>| {
            let own = pressed.read().filter(|pressed| pressed.0 == layer);
            commands.write_batch(own.map(|_| close()));
        };
        app.add_message::<M>().add_systems(
            PreUpdate,
            (
                is_open
                    .pipe(declare)
                    .in_set(EscapeSystems::Declare)
                    // Layers open and close independently: any order gives the same stack.
                    .ambiguous_with(EscapeSystems::Declare),
                send_close.in_set(EscapeSystems::Close),
            ),
        );
    }
}

impl Plugin for EscapePlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<EscapeStack>()
            .add_message::<EscapePressed>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_topmost_open_layer_goes_first() {
        let mut stack = EscapeStack::default();
        assert_eq!(stack.top_layer(), None);
        let all = [
            EscapeLayer::Help,
            EscapeLayer::Drag,
            EscapeLayer::Wave,
            EscapeLayer::Search,
            EscapeLayer::Filter,
            EscapeLayer::Level,
            EscapeLayer::Selection,
        ];
        for layer in all.into_iter().rev() {
            stack.set_open(layer, true);
        }
        for layer in all {
            assert_eq!(stack.top_layer(), Some(layer));
            stack.set_open(layer, false);
        }
        assert_eq!(stack.top_layer(), None);
    }
}
