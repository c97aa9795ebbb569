window.gradswarmCannotLoad("This browser is too old", "Gradswarm needs a browser of the last few years.");
